using Microsoft.Playwright;

namespace SceneForge.ReviewTests.Support;

/// <summary>One Chromium for all browser tests; each test opens contexts of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Requirements.Chromium))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Requirements.Chromium,
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>
    /// A page of a person's own, with no state of others. Errors of its script fail the test by <see cref="ReviewPage.AssertQuiet"/>.
    /// </summary>
    public async Task<ReviewPage> OpenAsync(Uri address, int width = 1366, int height = 768, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize =
            new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        ReviewPage page = new(await context.NewPageAsync());
        await page.Page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>The page of the person who started a server, with a frame in view.</summary>
    internal async Task<ReviewPage> EnterAsync(ReviewHost host)
    {
        ReviewPage page = await OpenAsync(host.Server.Entrance);
        await page.WaitForFrame();
        return page;
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
