using Microsoft.Playwright;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>
/// How the page looks. SCENEFORGE_SCREENSHOTS=folder keeps the pictures; SCENEFORGE_REVIEW_DATA=folder takes them of another dataset,
/// SCENEFORGE_REVIEW_FRAME=3/CAM_FRONT/7 of that frame.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class PictureTests(Browser browser)
{
    [BrowserFact]
    public async Task Fits_a_laptop_and_a_large_screen_in_light_and_dark()
    {
        using SampleDataset sample = new(2);
        await using ReviewHost host = await ReviewHost.StartAsync(Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_DATA")
            ?? sample.Folder, builtPage: true);
        ReviewPage page = await browser.EnterAsync(host);
        if (Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_FRAME") is { } frame)
        {
            await page.Page.GotoAsync($"{host.Address}#{frame}");
            await page.Page.ReloadAsync();
            await page.WaitForFrame(frame);
        }

        int pictures = 0;
        foreach ((int width, int height) in ((int, int)[])[(1366, 768), (2560, 1440)])
        {
            await page.Page.SetViewportSizeAsync(width, height);
            foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await Take("frame");
                await page.Press("s");
                await page.Press("b");
                await page.Press("Tab");
                await page.Press("e");
                await Take("editing");
                await page.Press("e");
                await page.Press("b");
                await page.Press("s");
                await page.Press("Escape");
                await page.Press("v");
                await page.Press("t");
                await page.Page.WaitForTimeoutAsync(1500);
                await Take("side");
                await page.Press("v");
                await page.Press("t");

                async Task Take(string name)
                {
                    await page.Page.WaitForTimeoutAsync(700);
                    if (Environment.GetEnvironmentVariable("SCENEFORGE_SCREENSHOTS") is { } folder)
                    {
                        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png") });
                    }

                    // Nothing reaches beyond the window, and the picture has the most room.
                    double[] sizes = await page.Page.EvaluateAsync<double[]>(
                        "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, "
                            + "document.querySelector('header').scrollWidth, document.querySelector('.stage').clientWidth, "
                            + "document.querySelector('aside').scrollWidth - document.querySelector('aside').clientWidth]");
                    Assert.Equal(width, sizes[0]);
                    Assert.Equal(height, sizes[1]);
                    Assert.True(sizes[2] <= width, $"The top bar needs {sizes[2]} px of {width}.");
                    Assert.True(sizes[3] > 0.6 * width);
                    Assert.True(sizes[4] <= 0, "The right column is cut.");
                    pictures++;
                }
            }
        }

        Assert.Equal(12, pictures);
        page.AssertQuiet();
    }
}
