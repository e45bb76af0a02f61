using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.Review.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Pairs and rankings in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ComparisonPageTests(Browser browser)
{
    [BrowserFact]
    public async Task Pairs_are_judged_and_taken_back_by_keys()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(6));
        ReviewPage page = desk.Page;
        await page.Press("y");
        List<string> pairs = [];
        string[] keys = ["a", "ArrowRight", "e", "ArrowDown"];
        string[] expected = ["a", "b", "equal", "equal"];
        foreach (string key in keys)
        {
            pairs.Add(await PairPast(page, pairs.LastOrDefault() ?? ""));
            await page.Press(key);
        }

        string fifth = await PairPast(page, pairs[^1]);
        await page.WaitSaved();
        Assert.Equal(4, pairs.Distinct().Count());
        JsonNode[] acts = [.. desk.Events.Select(e => JsonNode.Parse(e.Body)!)];
        Assert.Equal(expected, acts.Select(a => (string)a["choice"]!));
        Assert.Equal(pairs, acts.Select(a => $"{a["a"]} {a["b"]}"));
        await Assertions.Expect(page.Page.Locator(".told")).ToContainTextAsync("speed");

        // Both pictures are there, and zoom as one.
        await page.Press("+");
        await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.pairs canvas')].every(c => "
            + "c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data[3] === 255)");

        await page.Press("z");
        Assert.Equal(pairs[^1], await PairPast(page, fifth));
        await page.Press("Escape");
        await Assertions.Expect(page.Page.Locator("main")).ToBeVisibleAsync();
        await page.WaitSaved();
        Assert.Equal("undo", desk.Events[^1].Kind);

        // Keys of frames are keys of frames again.
        string frame = page.Frame;
        await page.Press("ArrowRight");
        await page.WaitPast(frame);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Pictures_are_ranked_by_their_numbers()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(6));
        ReviewPage page = desk.Page;
        await page.Press("Shift+Y");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.ranking");
        string[] shown = (await page.Page.EvaluateAsync<string>("() => document.documentElement.dataset.ranking")).Split(' ');
        Assert.Equal(5, shown.Length);
        foreach (string key in (string[])["3", "1", "Backspace", "5", "5", "2", "1"])
        {
            await page.Press(key);
        }

        await Assertions.Expect(page.Page.Locator(".tiles figure").Nth(3)).ToContainTextAsync("5th, least real");
        await page.Press("Enter");
        await page.Page.WaitForFunctionAsync("old => document.documentElement.dataset.ranking && document.documentElement.dataset.ranking !== old",
            string.Join(' ', shown));
        await page.WaitSaved();
        ReviewEvent stored = Assert.Single(desk.Events);
        Assert.Equal(((int[])[2, 4, 1, 0, 3]).Select(i => shown[i]), JsonNode.Parse(stored.Body)!["frames"]!.AsArray().Select(f => (string)f!));
        await page.Press("z");
        await page.Page.WaitForFunctionAsync("old => document.documentElement.dataset.ranking === old", string.Join(' ', shown));
        page.AssertQuiet();
    }

    private static async Task<string> PairPast(ReviewPage page, string old)
    {
        await page.Page.WaitForFunctionAsync("old => document.documentElement.dataset.pair && document.documentElement.dataset.pair !== old", old);
        return await page.Page.EvaluateAsync<string>("() => document.documentElement.dataset.pair");
    }
}
