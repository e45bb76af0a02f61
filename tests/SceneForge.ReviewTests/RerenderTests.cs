using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.Review.Rerendering;
using SceneForge.ReviewTests.Support;
using InputError = SceneForge.Base.Input.InputError;
using InputException = SceneForge.Base.Input.InputException;

namespace SceneForge.ReviewTests;

/// <summary>Pictures rendered again for the page: by a renderer by formula, so that nothing but the server and the page is tested.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RerenderTests(Browser browser)
{
    private const string Ask = """{"sequence": 0, "camera": "CAM_FRONT", "frame": 1, "change": "seed"}""";

    [Fact]
    public async Task A_frame_is_rendered_again_and_nothing_is_written_into_the_dataset()
    {
        using FormulaRerenderer rerenderer = new();
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1), rerenderer: rerenderer);
        ReviewClient anna = desk.Anna;
        string[] before = Directory.GetFiles(desk.Data.Folder, "*", SearchOption.AllDirectories);
        JsonNode rerendered = await anna.DoAsync("/api/rerenders", Ask);
        Assert.Equal(("seed", "1", "2"), ((string)rerendered["changes"]![0]!["name"]!, (string)rerendered["changes"]![0]!["before"]!,
            (string)rerendered["changes"]![0]!["after"]!));
        byte[] png = await anna.Http.GetByteArrayAsync((string)rerendered["picture"]!);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(before, Directory.GetFiles(desk.Data.Folder, "*", SearchOption.AllDirectories));
        Assert.Equal(new RerenderRequest(0, "CAM_FRONT", 1, RerenderChange.Seed, 0), Assert.Single(rerenderer.Asked));
    }

    [Fact]
    public async Task One_picture_at_a_time_and_a_dropped_request_stops_it()
    {
        using FormulaRerenderer rerenderer = new() { Waits = true };
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1), rerenderer: rerenderer);
        ReviewClient anna = desk.Anna;
        using CancellationTokenSource drop = new();
        Task first = anna.PostAsync("/api/rerenders", Ask, cancellation: drop.Token);
        await rerenderer.Started.WaitAsync(TimeSpan.FromSeconds(20));
        HttpResponseMessage second = await anna.PostAsync("/api/rerenders", Ask);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("Another picture", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await drop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await rerenderer.Stopped.WaitAsync(TimeSpan.FromSeconds(20));
        rerenderer.Waits = false;
        // The place is free again as soon as the stopped one has left.
        for (int i = 0; i < 100; i++)
        {
            if ((await anna.PostAsync("/api/rerenders", Ask)).IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("Nothing can be rendered after a dropped request.");
    }

    [Fact]
    public async Task Faults_are_told_and_what_is_not_there_is_not_rendered()
    {
        using FormulaRerenderer rerenderer = new() { Fault = "The spec is gone." };
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1), rerenderer: rerenderer);
        ReviewClient anna = desk.Anna;
        HttpResponseMessage fault = await anna.PostAsync("/api/rerenders", Ask);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, fault.StatusCode);
        Assert.Contains("The spec is gone. Find it.", await fault.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("/api/rerenders",
            Ask.Replace("\"frame\": 1", "\"frame\": 2", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("/api/rerenders", Ask.Replace("seed", "../seed", StringComparison.Ordinal)))
            .StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Http.GetAsync("/api/rerenders/000000")).StatusCode);
        using ReviewClient nobody = ReviewClient.Anonymous(desk.Host.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync("/api/rerenders", Ask)).StatusCode);
        Assert.Single(rerenderer.Asked);
    }

    [Fact]
    public async Task Without_a_renderer_the_page_does_not_offer_it()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1));
        ReviewClient anna = desk.Anna;
        Assert.False((bool)(await anna.GetJsonAsync("/api/dataset"))["rerendering"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("/api/rerenders", Ask)).StatusCode);
    }

    [BrowserFact]
    public async Task A_key_renders_again_beside_the_stored_picture_and_escape_stops_it()
    {
        using FormulaRerenderer rerenderer = new();
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1), rerenderer: rerenderer);
        ReviewPage page = desk.Page;
        ILocator panel = page.Page.Locator(".rerender");
        await page.Press("j");
        await Assertions.Expect(panel).ToContainTextAsync("Not in the dataset");
        await Assertions.Expect(panel.Locator(".changes")).ToContainTextAsync("seed");
        await page.Page.WaitForFunctionAsync("() => { const c = document.querySelector('.rerender canvas'); return "
            + "c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data[1] === 200; }");
        await page.Press("Shift+L");
        await Assertions.Expect(panel.Locator(".changes")).ToContainTextAsync("light");
        await page.Press("Shift+L");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.changes').textContent.includes('3')");
        Assert.Equal([(RerenderChange.Seed, 0), (RerenderChange.Light, 0), (RerenderChange.Light, 1)], rerenderer.Asked.Select(a => (a.Change, a.Turn)));

        rerenderer.Waits = true;
        await page.Press("Shift+V");
        await Assertions.Expect(panel).ToContainTextAsync("endering");
        await page.Press("Escape");
        await Assertions.Expect(panel).ToContainTextAsync("Stopped.");
        await rerenderer.Stopped.WaitAsync(TimeSpan.FromSeconds(20));

        // A verdict goes on to the next frame, and the panel closes.
        string frame = page.Frame;
        await page.Press("ArrowRight");
        await page.WaitPast(frame);
        await Assertions.Expect(panel).ToBeHiddenAsync();
        page.AssertQuiet();
    }

    /// <summary>Green pictures; waits until it is stopped, or fails, where it is told to.</summary>
    private sealed class FormulaRerenderer : IRerenderer
    {
        private readonly TaskCompletionSource _started = new();
        private readonly TaskCompletionSource _stopped = new();

        public List<RerenderRequest> Asked { get; } = [];

        public volatile bool Waits;

        public string? Fault { get; init; }

        public Task Started => _started.Task;

        public Task Stopped => _stopped.Task;

        public async Task<RerenderedPicture> RerenderAsync(RerenderRequest request, CancellationToken cancellation)
        {
            Asked.Add(request);
            _started.TrySetResult();
            if (Fault is not null)
            {
                throw new InputException(new InputError("spec.json", 0, 0, "", Fault, "Find it."));
            }

            if (Waits)
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                }
                finally
                {
                    _stopped.TrySetResult();
                }
            }

            byte[] rgb = [.. Enumerable.Range(0, 48 * 32).SelectMany(_ => (byte[])[0, 200, 0])];
            return new RerenderedPicture(rgb, 48, 32, "by formula", [new RerenderDifference(request.Change.ToString()
                .ToLowerInvariant(), "1", (2 + request.Turn).ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        }

        public void Dispose()
        {
        }
    }
}
