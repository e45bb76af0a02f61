using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.ReviewTests.Support;
using SceneForge.Tests.Frames;
using SceneForge.Base.Geometry;

namespace SceneForge.ReviewTests;

/// <summary>What the 3D view says of its points.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CloudTests(Browser browser)
{
    [BrowserFact]
    public async Task A_point_is_named_by_words_and_takes_a_comment()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1));
        ReviewPage page = desk.Page;
        await page.Press("t");
        await page.WaitForPoints(5);
        Assert.Contains("2 m", await page.Text(".captions"), StringComparison.Ordinal);

        // The sweep's first point, a person's, as the first view shows it.
        Double3 point = SampleFrames.Rig.Lidars[0].VehicleFromLidar.Apply(new Double3(10, 0, 1 / 3.0));
        (float x, float y) = await PlaceOf(page, point);
        await page.Page.Mouse.MoveAsync(x, y);
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.readout').textContent.includes('range')");
        string readout = await page.Text(".readout");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"range {Math.Sqrt(100 + 1 / 9.0):0.00} m"), readout, StringComparison.Ordinal);
        Assert.Contains("intensity 0.250", readout, StringComparison.Ordinal);
        await page.Press("m");
        await page.Page.Keyboard.TypeAsync("whose hand is this");
        await page.Press("Enter");
        await page.WaitSaved();
        JsonNode comment = Assert.Single(desk.Acts("comment"));
        Assert.Null(comment["pixel"]);
        // To the millimetre, as the page rounds it.
        Assert.Equal(point.X, (double)comment["point"]![0]!, 1e-3);
        Assert.Equal(point.Y, (double)comment["point"]![1]!, 1e-3);
        Assert.Equal(point.Z, (double)comment["point"]![2]!, 1e-3);

        // The colours are told in words, too.
        for (int i = 0; i < 3; i++)
        {
            await page.Press("o");
        }

        await page.Page.WaitForFunctionAsync("() => document.querySelector('.captions').textContent.includes('by class')");
        Assert.Contains("pedestrian", await page.Text(".captions"), StringComparison.Ordinal);
        page.AssertQuiet();
        await page.Page.CloseAsync();
    }

    // The first view: from 9 m behind and 7 m above the rear axle to a point 12 m ahead of it, 55 degrees high.
    private static async Task<(float X, float Y)> PlaceOf(ReviewPage page, Double3 point)
    {
        LocatorBoundingBoxResult box = (await page.Page.Locator("canvas.cloud").BoundingBoxAsync())!;
        double length = Math.Sqrt(21 * 21 + 7 * 7), reach = Math.Tan(27.5 * Math.PI / 180);
        (double x, double z) = (point.X + 9, point.Z - 7);
        double depth = (21 * x - 7 * z) / length, up = (7 * x + 21 * z) / length;
        return ((float)(box.X + box.Width / 2 - point.Y / (depth * reach) * box.Height / 2),
            (float)(box.Y + box.Height / 2 - up / (depth * reach) * box.Height / 2));
    }
}
