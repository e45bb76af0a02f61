using System.Text.Json.Nodes;
using SceneForge.Review.Rerendering;
using SceneForge.Review.Storage;

namespace SceneForge.ReviewTests.Support;

/// <summary>
/// A sample dataset, the server that reviews it, and anna, who leads: by a client without a browser, or at the page. All of it ends with the
/// desk.
/// </summary>
internal sealed class ReviewDesk : IAsyncDisposable
{
    private readonly Func<Task<ReviewHost>> _start;
    private ReviewClient? _anna;
    private ReviewPage? _page;

    private ReviewDesk(SampleDataset data, ReviewHost host, Func<Task<ReviewHost>> start) => (Data, Host, _start) = (data, host, start);

    public SampleDataset Data { get; }

    public ReviewHost Host { get; private set; }

    /// <summary>Anna's session, where no browser has it.</summary>
    public ReviewClient Anna => _anna!;

    /// <summary>Anna's page with a frame in view, where a browser was asked for.</summary>
    public ReviewPage Page => _page!;

    /// <summary>The log as it is stored.</summary>
    public IReadOnlyList<ReviewEvent> Events => EventsIn(Data.Folder);

    public static async Task<ReviewDesk> OpenAsync(SampleDataset data, IRerenderer? rerenderer = null, string? references = null)
    {
        ReviewDesk desk = await StartAsync(data, () => ReviewHost.StartAsync(data.Folder, rerenderer: rerenderer, references: references));
        desk._anna = await ReviewClient.EnterAsync(desk.Host);
        return desk;
    }

    public static async Task<ReviewDesk> OpenPageAsync(Browser browser, SampleDataset data, string name = "anna", IRerenderer? rerenderer = null,
        string? references = null)
    {
        ReviewDesk desk = await StartAsync(data, () => ReviewHost.StartAsync(data.Folder, name: name, rerenderer: rerenderer, references: references,
            builtPage: true));
        desk._page = await browser.EnterAsync(desk.Host);
        return desk;
    }

    /// <summary>The log in a folder's database.</summary>
    public static IReadOnlyList<ReviewEvent> EventsIn(string folder)
    {
        using SqliteReviewStore store = new(Path.Combine(folder, ReviewStores.File));
        return store.ReadAfter(0);
    }

    /// <summary>The stored acts of a kind, in order.</summary>
    public JsonNode[] Acts(string kind) => [.. Events.Where(e => e.Kind == kind).Select(e => JsonNode.Parse(e.Body)!)];

    /// <summary>Ends the server; what is done meanwhile, the next one finds.</summary>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        Anna.Dispose();
        await Host.DisposeAsync();
        meanwhile?.Invoke();
        Host = await _start();
        _anna = await ReviewClient.EnterAsync(Host);
    }

    public async ValueTask DisposeAsync()
    {
        _anna?.Dispose();
        await Host.DisposeAsync();
        Data.Dispose();
    }

    private static async Task<ReviewDesk> StartAsync(SampleDataset data, Func<Task<ReviewHost>> start) => new(data, await start(), start);
}
