using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>The page by keys alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class KeyboardTests(Browser browser)
{
    [BrowserFact]
    public async Task Keys_can_be_changed_and_zoom_stays_from_frame_to_frame()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(2));
        ReviewPage page = desk.Page;
        await page.Press("?");
        await page.Page.Locator(".keyrow", new PageLocatorOptions { HasText = "Accept, next frame" }).Locator("button").ClickAsync();
        await page.Press("y");
        await page.Page.Locator("dialog .close").ClickAsync();
        string frame = page.Frame;
        (float x0, float y0, float scale0) = await page.ImagePlace(20, 10);
        await page.Page.Mouse.MoveAsync(x0, y0);
        await page.Press("+");
        await page.Press("+");
        string before = await page.Text(".readout");
        await page.Press("y");
        await page.WaitPast(frame);
        await page.Page.WaitForTimeoutAsync(300);
        Assert.Equal(before.Split("   ")[0], (await page.Text(".readout")).Split("   ")[0]);
        frame = page.Frame;
        await page.Press("ArrowRight");
        await page.Page.WaitForTimeoutAsync(200);
        Assert.Equal(frame, page.Frame);
        Assert.True(scale0 > 0);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Every_part_of_the_page_is_reached_by_keys_and_shows_the_keys_that_were_chosen()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1));
        ReviewPage page = desk.Page;
        async Task FocusIs(string expression) =>
            await page.Page.WaitForFunctionAsync($"() => document.activeElement?.matches({JsonValue.Create(expression).ToJsonString()})");
        (string Key, string Heading, string Focus)[] dialogs =
            [("Shift+F", "Findings", ".close"), ("Shift+P", "People", "[autocomplete=off]"), ("q", "Queue", "select"),
                ("Shift+S", "Gold set and quarantine", ".close"), ("?", "Keys", ".close")];
        foreach ((string key, string heading, string focus) in dialogs)
        {
            await page.Press(key);
            await Assertions.Expect(page.Page.Locator("dialog h2")).ToHaveTextAsync(heading);
            await FocusIs($"dialog {focus}");
            await page.Press("Escape");
            await Assertions.Expect(page.Page.Locator("dialog")).ToHaveCountAsync(0);
        }

        await page.Press("Shift+Q");
        await FocusIs("header select");
        await page.Press("Escape");
        // Nothing is selected yet: Enter takes the first object, and a number is typed, from the first field on by Tab.
        await page.Press("Enter");
        await FocusIs("[aria-label='x, m']");
        await page.Press("Tab");
        await page.Page.Keyboard.TypeAsync("1.25");
        await page.Press("Enter");
        await page.WaitSaved();
        Assert.Single(desk.Acts("correction"));

        await page.Page.EvaluateAsync("() => localStorage.setItem('sceneforge.review.keys', JSON.stringify({ theme: 'Shift+t', edit: '#', comment: "
            + "'F2' }))");
        await page.Page.ReloadAsync();
        await page.WaitForFrame();
        await page.Press("Tab");
        Assert.Equal(["Theme \u21e7T", "Edit 3D #", "Comments and acts F2"], await Task.WhenAll(
            page.Text("header button:has-text('Theme')"), page.Text("button:has-text('Edit 3D')"), page.Text("h2:has-text('Comments')")));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_held_key_judges_marks_and_adds_once()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1));
        ReviewPage page = desk.Page;
        (float x, float y, _) = await page.ImagePlace(30, 26);
        await page.Page.Mouse.MoveAsync(x, y);
        // Presses after the first are repeats until the key is up.
        foreach (string key in (string[])["p", "2", "ArrowLeft"])
        {
            for (int i = 0; i < 4; i++)
            {
                await page.Page.Keyboard.DownAsync(key);
            }

            await page.Page.Keyboard.UpAsync(key);
        }

        await page.WaitPast("0/CAM_FRONT/0");
        await page.WaitSaved();
        Assert.Single(desk.Acts("correction"));
        Assert.Single(Assert.Single(desk.Acts("verdict"))["defects"]!.AsArray());
        page.AssertQuiet();
    }
}
