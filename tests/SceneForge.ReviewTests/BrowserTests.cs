using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>The page in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BrowserTests(Browser browser)
{
    [BrowserFact]
    public async Task A_hundred_verdicts_without_the_mouse()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(25));
        ReviewPage page = desk.Page;
        int given = 0;
        for (; given < 100; given++)
        {
            string frame = page.Frame;
            if (given % 5 == 4)
            {
                // Either order rejects: defect then arrow, or arrow then defect.
                string[] keys = given % 2 == 0 ? ["1", "ArrowLeft"] : ["ArrowLeft", "3"];
                await page.Press(keys[0]);
                await page.Press(keys[1]);
            }
            else
            {
                await page.Press(given % 7 == 3 ? "x" : "ArrowRight");
            }

            if (given < 99)
            {
                await page.WaitPast(frame);
            }
        }

        await page.WaitSaved();
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.figures').textContent.startsWith('100 of 100')");
        string[] verdicts = [.. desk.Events.Where(e => e.Kind == "verdict").Select(e => (string)JsonNode.Parse(e.Body)!["verdict"]!)];
        Assert.Equal(100, desk.Events.Select(e => e.Subject).Distinct().Count());
        Assert.Equal((20, 11, 69), (verdicts.Count(v => v == "reject"), verdicts.Count(v => v == "cannot_judge"),
            verdicts.Count(v => v == "accept")));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_next_frames_are_there_before_they_are_asked_for()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(3));
        ReviewPage page = desk.Page;
        await page.Page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').filter(r => r.name.includes('/api/frames/')).length "
            + ">= 4");
        await page.Page.WaitForTimeoutAsync(1500);
        await page.Page.Context.SetOfflineAsync(true);
        int shown = 0;
        for (; shown < 3; shown++)
        {
            string frame = page.Frame;
            await page.Press("ArrowDown");
            await page.WaitPast(frame);
        }

        Assert.Equal(3, shown);
    }

    [BrowserFact]
    public async Task Undo_goes_back_over_frames()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(3));
        ReviewPage page = desk.Page;
        List<string> frames = [];
        for (int i = 0; i < 4; i++)
        {
            frames.Add(page.Frame);
            await page.Press("ArrowRight");
            await page.WaitPast(frames[^1]);
        }

        foreach (string frame in Enumerable.Reverse(frames))
        {
            await page.Press("z");
            await page.WaitForFrame(frame);
        }

        await page.WaitSaved();
        Assert.Equal("0 of 12", (await page.Text(".figures"))[..7]);
        Assert.Equal(4, desk.Events.Count(e => e.Kind == "undo"));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Boxes_are_corrected_by_dragging_typing_adding_and_deleting()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1));
        ReviewPage page = desk.Page;
        await page.Press("Tab");
        await page.Press("Shift+E");
        // The 2D box [8, 10, 12, 20] by its right edge, two image pixels further.
        (float x, float y, float scale) = await page.ImagePlace(12, 15);
        await Drag(page, x, y, x + 2 * scale, y);
        await page.WaitSaved();
        JsonNode box = desk.Acts("correction")[^1];
        Assert.Equal("[8,10,12,20]", box["before"]!["box2"]!.ToJsonString());
        Assert.Equal("[8,10,14,20]", box["after"]!["box2"]!.ToJsonString());

        // The 3D box, moved over the ground by its middle: its height stays.
        await page.Press("e");
        JsonNode before = box["after"]!;
        (float u, float v, _) = await page.ImagePlace(24 - 40.5 * 0.5 / 8, 16 + 40.5 * (1.4 - 0.875) / 8);
        await Drag(page, u, v, u + 30, v + 12);
        await page.WaitSaved();
        JsonNode moved = desk.Acts("correction")[^1]["after"]!;
        Assert.True(Math.Abs((double)moved["translation"]![0]! - (double)before["translation"]![0]!) > 0.1, moved.ToJsonString());
        Assert.Equal((double)before["translation"]![1]!, (double)moved["translation"]![1]!, 9);

        // A typed length, and another class.
        await page.Page.GetByLabel("length, m").FillAsync("0.75");
        await page.Press("Enter");
        await page.WaitSaved();
        Assert.Equal(0.75, (double)desk.Acts("correction")[^1]["after"]!["size"]![0]!);
        await page.Page.GetByLabel("yaw, °").FillAsync("30");
        await page.Press("Enter");
        await page.WaitSaved();
        Assert.NotEqual(moved["rotation"]!.ToJsonString(), desk.Acts("correction")[^1]["after"]!["rotation"]!.ToJsonString());
        await page.Page.GetByLabel("Class", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("14");
        await page.WaitSaved();
        Assert.Equal(14, (int)desk.Acts("correction")[^1]["after"]!["class"]!);

        await page.Press("Delete");
        await page.WaitSaved();
        Assert.Null(desk.Acts("correction")[^1]["after"]);
        (float gx, float gy, _) = await page.ImagePlace(30, 26);
        await page.Page.Mouse.MoveAsync(gx, gy);
        await page.Press("p");
        await page.WaitSaved();
        JsonNode added = desk.Acts("correction")[^1];
        Assert.Null(added["before"]);
        Assert.Equal(100_000, (int)added["object"]!);

        // All of it comes back, and goes away by undo.
        await page.Page.ReloadAsync();
        await page.WaitForFrame();
        await Assertions.Expect(page.Page.Locator(".object", new PageLocatorOptions { HasText = "added 1" })).ToBeVisibleAsync();
        int corrections = desk.Events.Count(e => e.Kind == "correction");
        Assert.Equal(7, corrections);
        for (int i = 0; i < corrections; i++)
        {
            await page.Press("z");
            await page.Page.WaitForTimeoutAsync(150);
        }

        await page.WaitSaved();
        await Assertions.Expect(page.Page.Locator(".object small", new PageLocatorOptions { HasText = "corrected" })).ToHaveCountAsync(0);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Two_reviewers_on_one_queue_judge_each_frame_once()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(6));
        ReviewPage lead = desk.Page;
        await AddAccount(lead, "ben");
        await AddAccount(lead, "cleo");
        ReviewPage ben = await SignIn(desk.Host, "ben");
        ReviewPage cleo = await SignIn(desk.Host, "cleo");
        // The lead gives the frames back that their page holds.
        await lead.Page.GetByLabel("Which frames").SelectOptionAsync("accept");
        await lead.Page.Context.CloseAsync();
        const int each = 10;
        for (int i = 0; i < each; i++)
        {
            foreach (ReviewPage page in (ReviewPage[])[ben, cleo])
            {
                Assert.NotEqual(ben.Frame, cleo.Frame);
                string frame = page.Frame;
                await page.Press("ArrowRight");
                if (i < each - 1)
                {
                    await page.WaitPast(frame);
                }
            }
        }

        await ben.WaitSaved();
        await cleo.WaitSaved();
        Assert.Equal(2 * each, desk.Events.Select(e => e.Subject).Distinct().Count());
        Assert.Equal((each, each), (desk.Events.Count(e => e.Person == "ben"), desk.Events.Count(e => e.Person == "cleo")));
    }

    [BrowserFact]
    public async Task Markup_in_names_comments_and_key_maps_stays_text()
    {
        SampleDataset data = new(1);
        const string evil = "<img src=x onerror=\\\"window.pwned=1\\\"><svg onload=window.pwned=1><script>window.pwned=1</script>";
        foreach (string file in Directory.GetFiles(data.Folder, "*.json", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("manifest.json", StringComparison.Ordinal)))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("\"person\"", $"\"{evil}\"", StringComparison.Ordinal)
                .Replace("\"rain\"", $"\"{evil}\"", StringComparison.Ordinal).Replace("\"dry\"", $"\"{evil}\"", StringComparison.Ordinal)
                .Replace("\"sample\"", $"\"{evil}\"", StringComparison.Ordinal));
        }

        Directory.CreateDirectory(Path.Combine(data.Folder, "checks"));
        File.WriteAllText(Path.Combine(data.Folder, "checks", "checks.json"), $$"""
            {"schema": "sceneforge.checks/1", "root": "{{SceneForge.Frames.Storage.DatasetRoot.HashOf(data.Folder)}}", "frames": 2,
              "checks": [{"name": "{{evil}}", "findings": 1}, {"name": "{{evil}}2", "findings": 0}],
             "findings": [{"check": "{{evil}}", "severity": "critical", "sequence": 0, "frame": 0, "sensor": "frame", "measured": 1, "limit": 0,
               "sentence": "{{evil}}"}] }
            """);
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, data, name: "<b onmouseover=window.pwned=1>anna</b>");
        await desk.Host.ReadAsync();
        ReviewPage page = desk.Page;
        await page.Page.EvaluateAsync("() => localStorage.setItem('sceneforge.review.keys', JSON.stringify({ accept: '<img src=x "
            + "onerror=window.pwned=1>' }))");
        await page.Page.ReloadAsync();
        await page.WaitForFrame();
        await page.Press("m");
        await page.Page.Keyboard.TypeAsync("<img src=x onerror=window.pwned=1>");
        await page.Press("Enter");
        await page.WaitSaved();
        await page.Press("Tab");
        await page.Press("?");
        await page.Page.Locator("dialog .close").ClickAsync();
        await page.Press("q");
        await page.Page.WaitForTimeoutAsync(300);
        await page.Page.Locator("dialog .close").ClickAsync();
        foreach (string button in (string[])["Findings", "People"])
        {
            await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
            await page.Page.Locator("dialog .close").ClickAsync();
        }

        await Assertions.Expect(page.Page.Locator(".findings")).ToContainTextAsync("<img src=x");
        Assert.Null(await page.Page.EvaluateAsync<string?>("() => window.pwned ? 'yes' : null"));
        Assert.Equal(0, await page.Page.Locator("img[src=x], svg, #app script").CountAsync());
        await Assertions.Expect(page.Page.Locator(".thread")).ToContainTextAsync("<img src=x");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_sweep_of_300000_points_shows_whole_in_each_colour_and_beside_the_picture()
    {
        SampleDataset data = new(1);
        LargeSweep.Write(data.Folder, 0, 0);
        LargeSweep.Write(data.Folder, 0, 1, LargeSweep.Points - 1);
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, data);
        ReviewPage page = desk.Page;
        await page.Press("t");
        await page.WaitForPoints(LargeSweep.Points);
        foreach (string _ in (string[])["height", "intensity", "class", "cause", "range"])
        {
            await page.Press("o");
        }

        await page.Press("l");
        await page.Press(".");
        await page.WaitForPoints(LargeSweep.Points - 1);
        await page.Press("v");
        await page.WaitForPoints(LargeSweep.Points - 1);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Long_queues_and_sequences_load_what_is_in_view()
    {
        using LargeDataset data = new(1, 260);
        data.AddChecks();
        await using ReviewHost host = await (await ReviewHost.StartAsync(data.Folder, builtPage: true)).ReadAsync();
        ReviewPage page = await browser.EnterAsync(host);
        await page.Page.Locator(".cell").First.WaitForAsync();
        Assert.InRange(await page.Page.Locator(".cell").CountAsync(), 5, 60);
        await page.Page.Locator(".cells").EvaluateAsync("e => { e.scrollLeft = e.scrollWidth; }");
        await page.Page.Locator(".cell[title^='frame 259']").ClickAsync();
        await page.WaitForFrame("0/CAM_FRONT/259");
        Assert.InRange(await page.Page.Locator(".cell").CountAsync(), 5, 60);

        // The queue of all pictures has more than one answer holds: walking on fetches the rest.
        await page.Page.GetByLabel("Which frames").SelectOptionAsync("");
        await page.WaitForFrame("0/CAM_FRONT/0");
        string figures = await page.Text(".figures");
        Assert.StartsWith("0 of 520", figures, StringComparison.Ordinal);

        // Frame 0 has a failed check, frame 1 a borderline one.
        await Assertions.Expect(page.Page.Locator(".findings .failed")).ToContainTextAsync("mask_box failed: 12, limit 0");
        await page.Press("q");
        await page.Page.GetByLabel("Check result").SelectOptionAsync("borderline");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show", Exact = true }).ClickAsync();
        await page.WaitForFrame("0/CAM_FRONT/1");
        await Assertions.Expect(page.Page.Locator(".findings .borderline")).ToContainTextAsync("blur borderline: 2.30, limit 2.20");
        page.AssertQuiet();
    }

    private static async Task Drag(ReviewPage page, float x0, float y0, float x1, float y1)
    {
        await page.Page.Mouse.MoveAsync(x0, y0);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync((x0 + x1) / 2, (y0 + y1) / 2);
        await page.Page.Mouse.MoveAsync(x1, y1);
        await page.Page.Mouse.UpAsync();
    }

    private static async Task AddAccount(ReviewPage lead, string name)
    {
        await lead.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "People" }).ClickAsync();
        await lead.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync(name);
        await lead.Page.GetByLabel("Password").FillAsync("a long password");
        await lead.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add account" }).ClickAsync();
        await Assertions.Expect(lead.Page.Locator("dialog li", new PageLocatorOptions { HasText = name })).ToBeVisibleAsync();
        await lead.Page.Locator("dialog .close").ClickAsync();
    }

    private async Task<ReviewPage> SignIn(ReviewHost host, string name)
    {
        ReviewPage page = await browser.OpenAsync(host.Address);
        await page.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync(name);
        await page.Page.GetByLabel("Password").FillAsync("a long password");
        await page.Press("Enter");
        await page.WaitForFrame();
        return page;
    }
}
