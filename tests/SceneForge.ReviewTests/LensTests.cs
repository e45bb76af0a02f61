using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SceneForge.ReviewTests.Support;
using SceneForge.Sensors.Cameras;
using SceneForge.Tests;

namespace SceneForge.ReviewTests;

/// <summary>The page projects boxes and points itself: it must know every lens, and say so where it does not.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class LensTests(Browser browser)
{
    [Fact]
    public void The_page_knows_the_pinhole_and_every_lens_of_the_sensors()
    {
        string source = File.ReadAllText(Repository.PathOf("src", "SceneForge.Review", "ui", "src", "geometry", "lens.ts"));
        string table = LensTable().Match(source).Groups[1].Value;
        string[] known = [.. LensName().Matches(table).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];

        // A lens's name does not depend on its coefficients, so none are needed to ask for it.
        string[] named = [.. typeof(Lens).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Lens)) && !t.IsAbstract)
            .Select(t => ((Lens)RuntimeHelpers.GetUninitializedObject(t)).Name)];
        Assert.True(named.Length >= 2, "No lens was found among the sensors' types.");
        Assert.Equal(named.Append("pinhole").Order(StringComparer.Ordinal), known);
    }

    [BrowserFact]
    public async Task A_lens_that_the_page_does_not_know_is_named_and_leaves_3D_overlays_out()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1));
        ReviewPage page = desk.Page;

        // The server refuses such a dataset: only a page that is older than its server can meet one.
        await page.Page.RouteAsync("**/api/sequences/0", async route =>
        {
            IAPIResponse answer = await route.FetchAsync();
            string altered = (await answer.TextAsync()).Replace("pinhole", "anamorphic", StringComparison.Ordinal);
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = altered });
        });
        await page.Page.ReloadAsync();
        await page.WaitForFrame();
        await Assertions.Expect(page.Page.Locator(".problem")).ToContainTextAsync("does not know the lens “anamorphic” of CAM_FRONT");

        // The picture and its 2D boxes are there all the same, and nothing fails where 3D is asked for.
        await page.Press("b");
        await page.Press("l");
        await page.Press("p");
        await page.Press("ArrowRight");
        await page.WaitSaved();
        Assert.Single(desk.Acts("verdict"));
        page.AssertQuiet();
    }

    [GeneratedRegex(@"const lenses: Record<string, Lens> = \{\n(.*?)\n\};", RegexOptions.Singleline)]
    private static partial Regex LensTable();

    [GeneratedRegex(@"^  (\w+): \{", RegexOptions.Multiline)]
    private static partial Regex LensName();
}
