using SceneForge.Review.Rerendering;
using SceneForge.Review.Server;

namespace SceneForge.ReviewTests.Support;

/// <summary>A review server in this process.</summary>
internal sealed class ReviewHost : IAsyncDisposable
{
    private ReviewHost(ReviewServer server) => Server = server;

    public ReviewServer Server { get; }

    public Uri Address => Server.Address;

    /// <param name="builtPage">Serves the page that npm built, for a browser; without, an empty one, which needs no npm.</param>
    public static async Task<ReviewHost> StartAsync(string folder, string? postgres = null, string name = "anna", bool builtPage = false,
        string? drawnFrom = null, IRerenderer? rerenderer = null, string? references = null) =>
        new(await ReviewServer.StartAsync(new ReviewOptions { Folder = folder, PageFolder = builtPage
            ? Requirements.PageFolder
            : Requirements.StandInPageFolder, Postgres = postgres, LocalName = name, DrawnFrom = drawnFrom, Rerenderer = rerenderer,
                References = references }, default));

    /// <summary>Waits until all labels and checks were read.</summary>
    public async Task<ReviewHost> ReadAsync()
    {
        while (!Server.Insight.IsComplete)
        {
            await Task.Delay(10);
        }

        return this;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
