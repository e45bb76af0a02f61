using Microsoft.Playwright;
using SceneForge.Review.Server;
using SceneForge.ReviewTests.Support;

namespace SceneForge.Benchmarks;

/// <summary>
/// How long a sweep of 300,000 points takes from the press of a key to the screen: fetched, coloured, drawn. Needs Chromium and the built page.
/// </summary>
internal static class SweepBenchmark
{
    private const int Runs = 7;

    // A person has looked at the picture before they ask for the sweep; the page has loaded what it needs for it by then.
    private const int LookMs = 5000;

    // Presses a key, waits until the 3D view holds another number of points, and then until the screen has shown them.
    private const string Show = """
        async key => {
          const root = document.documentElement, before = root.dataset.points, start = performance.now();
          window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
          while (root.dataset.points === before) { await new Promise(requestAnimationFrame); }
          await new Promise(requestAnimationFrame);
          await new Promise(done => setTimeout(done));
          return performance.now() - start;
        }
        """;

    public static async Task RunAsync()
    {
        if (!File.Exists(Requirements.Chromium) || !File.Exists(Path.Combine(Requirements.PageFolder, "index.html")))
        {
            Console.WriteLine("review.sweep: left out, there is no Chromium or no built page");
            return;
        }

        using SampleDataset data = new(Runs);
        for (int sequence = 0; sequence < Runs; sequence++)
        {
            LargeSweep.Write(data.Folder, sequence, 0, LargeSweep.Points + sequence);
            LargeSweep.Write(data.Folder, sequence, 1, LargeSweep.Points + Runs + sequence);
        }

        await using ReviewServer server = await ReviewServer.StartAsync(new ReviewOptions { Folder = data.Folder,
            PageFolder = Requirements.PageFolder, LocalName = "anna" }, default);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Requirements.Chromium,
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1366, Height = 768 } });
        await page.GotoAsync(server.Entrance.ToString());
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.frame");
        Figure.Print("review.sweep.opened_with_the_page", await page.EvaluateAsync<double>(Show, "t"), "ms");
        List<double> times = [];
        List<double> opened = [];
        for (int i = 0; i < Runs - 1; i++)
        {
            times.Add(await page.EvaluateAsync<double>(Show, "."));
            await page.EvaluateAsync<double>(Show, ",");
            await page.GotoAsync($"{server.Address}#{i + 1}/CAM_FRONT/0");
            await page.ReloadAsync();
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.frame");
            await page.WaitForTimeoutAsync(LookMs);
            opened.Add(await page.EvaluateAsync<double>(Show, "t"));
        }

        Figure.Print("review.sweep.opened_after_a_look.median", Figure.Median(opened), "ms");
        Figure.Print("review.sweep.opened_after_a_look.worst", opened.Max(), "ms");
        Figure.Print("review.sweep.next_frame.median", Figure.Median(times), "ms");
        Figure.Print("review.sweep.next_frame.worst", times.Max(), "ms");
    }
}
