using SceneForge.Review.Retakes;
using SceneForge.Review.Server;

namespace SceneForge.ReviewTests.Support;

/// <summary>A review server in this process.</summary>
internal sealed class ReviewHost : IAsyncDisposable
{
    private ReviewHost(ReviewServer server) => Server = server;

    public ReviewServer Server { get; }

    public Uri Address => Server.Address;

    public static async Task<ReviewHost> StartAsync(string folder, string? postgres = null, string name = "anna", string? page = null, string? drawnFrom = null, IRetaker? retaker = null, string? references = null) =>
        new(await ReviewServer.StartAsync(new ReviewOptions { Folder = folder, PageFolder = page ?? Requirements.PageFolder, Postgres = postgres, LocalName = name, DrawnFrom = drawnFrom, Retaker = retaker, References = references }, default));

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
