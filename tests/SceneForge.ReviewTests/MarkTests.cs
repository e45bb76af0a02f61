using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.Review.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>The gold set, its versions, and quarantine.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MarkTests(Browser browser)
{
    [Fact]
    public async Task A_version_of_the_gold_set_never_changes_and_its_hash_is_over_its_members()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(3));
        ReviewClient anna = desk.Anna;
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("/api/gold/versions", "{}")).StatusCode);
        await anna.ActAsync("1/CAM_FRONT/0", "gold", """{"note": "every label looked at"}""");
        JsonNode frame = await anna.ActAsync("0/CAM_FRONT/1", "gold", "{}");
        Assert.Equal("gold", (string)frame["marks"]!);
        JsonNode first = await anna.DoAsync("/api/gold/versions", """{"note": "for the pilot", "request": "r1"}""");
        Assert.Equal((1, 2, 2), ((int)first["number"]!, (int)first["frames"]!, (int)first["unchanged"]!));
        // The same again is the same version; without a change there is no further one.
        Assert.Equal(1, (int)(await anna.DoAsync("/api/gold/versions", """{"note": "for the pilot", "request": "r1"}"""))["number"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("/api/gold/versions", "{}")).StatusCode);

        JsonNode members = await anna.GetJsonAsync("/api/gold/versions/1");
        string lines = string.Concat(members["members"]!.AsArray().Select(m => $"{m!["frame"]} {m["sha256"]}\n"));
        Assert.StartsWith("0/CAM_FRONT/1 ", lines, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), (string)first["hash"]!);

        // What is withdrawn stays in the version that has it; undo does not reach versions.
        await anna.ActAsync("1/CAM_FRONT/0", "gold", """{"withdrawn": true}""");
        JsonNode second = await anna.DoAsync("/api/gold/versions", "{}");
        Assert.Equal((2, 1), ((int)second["number"]!, (int)second["frames"]!));
        await anna.DoAsync("/api/undo", "{}");
        JsonNode marks = await anna.GetJsonAsync("/api/marks");
        Assert.Equal([2, 1], marks["versions"]!.AsArray().Select(v => (int)v!["frames"]!));
        Assert.Equal(2, (int)marks["gold"]!);

        // Verdicts may cite a version that there is.
        string etag = (string)(await anna.FrameAsync("2/CAM_FRONT/0"))["etag"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.ActAsync("2/CAM_FRONT/0", "verdict", """{"verdict": "accept", "gold": 3}""", etag))
            .StatusCode);
        await anna.ActAsync("2/CAM_FRONT/0", "verdict", """{"verdict": "accept", "gold": 2}""");
    }

    [Fact]
    public async Task A_gold_frame_whose_files_change_is_gold_no_more()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(2));
        await desk.Anna.ActAsync("0/CAM_FRONT/0", "gold", "{}");
        await desk.Anna.ActAsync("1/CAM_FRONT/0", "gold", "{}");
        await desk.Anna.DoAsync("/api/gold/versions", "{}");

        // Sequence 1 is made anew, with other bytes.
        using SampleDataset other = new(2, seed: 1);
        await desk.RestartAsync(() => desk.Data.Replace(1, other));
        ReviewClient later = desk.Anna;
        Assert.Equal("gold", (string)(await later.FrameAsync("0/CAM_FRONT/0"))["marks"]!);
        Assert.Equal("gold_changed", (string)(await later.FrameAsync("1/CAM_FRONT/0"))["marks"]!);
        JsonNode marks = await later.GetJsonAsync("/api/marks");
        Assert.Equal(1, (int)marks["gold"]!);
        Assert.Equal("1/CAM_FRONT/0", (string)marks["changed"]![0]!);
        Assert.Equal((2, 1, true), ((int)marks["versions"]![0]!["frames"]!, (int)marks["versions"]![0]!["unchanged"]!,
            (bool)marks["versions"]![0]!["holds"]!));
    }

    [Fact]
    public async Task A_byte_that_changes_in_a_gold_frames_file_shows_at_once()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1));
        ReviewClient anna = desk.Anna;
        await anna.ActAsync("0/CAM_FRONT/0", "gold", "{}");
        await anna.ActAsync("0/CAM_FRONT/1", "gold", "{}");
        string file = Path.Combine(desk.Data.Folder, "sequences", "000000", "CAM_FRONT", "000001.depth.png");
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^20] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Equal("gold", (string)(await anna.FrameAsync("0/CAM_FRONT/0"))["marks"]!);
        Assert.Equal("gold_changed", (string)(await anna.FrameAsync("0/CAM_FRONT/1"))["marks"]!);
        using HttpResponseMessage version = await anna.PostAsync("/api/gold/versions", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, version.StatusCode);
        Assert.Contains("0/CAM_FRONT/1", await version.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quarantine_takes_all_frames_of_a_filter_in_one_act_and_can_be_lifted()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(4));
        ReviewClient anna = desk.Anna;
        await desk.Host.ReadAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("/api/quarantine",
            """{"cause": "all", "queue": {"order": "worst", "status": "mine_open"}}""")).StatusCode);
        // Rain is in sequences 1 and 3: two cameras, two frames each.
        JsonNode rain = await anna.DoAsync("/api/quarantine",
            """{"cause": "rain", "queue": {"order": "dataset", "values": {"/parameters/weather": {"texts": ["rain"]}}}}""");
        Assert.Equal(8, (int)rain["pictures"]!);
        JsonNode front = await anna.DoAsync("/api/quarantine",
            """{"cause": "camera", "queue": {"order": "dataset", "sequence": 0, "camera": "CAM_FRONT"}}""");
        Assert.Equal(2, (int)front["pictures"]!);

        Assert.Equal("quarantined", (string)(await anna.FrameAsync("3/CAM_FRONT/1"))["marks"]!);
        Assert.Equal("", (string)(await anna.FrameAsync("2/CAM_FRONT/1"))["marks"]!);
        Assert.Equal(10, (int)(await anna.QueueAsync("""{"order": "dataset", "marked": "quarantined"}"""))["total"]!);
        Assert.Equal(6, (int)(await anna.QueueAsync("""{"order": "dataset", "status": "mine_open"}"""))["total"]!);
        JsonNode[] acts = desk.Acts("quarantine");
        Assert.Equal("[1,3]", acts[0]["sequences"]!.ToJsonString());
        Assert.Equal(2, acts[1]["frames"]!.AsArray().Count);
        await anna.ActAsync("3/CAM_FRONT/1", "verdict", """{"verdict": "reject", "defects": [{"kind": "box_shifted"}]}""");
        Assert.Contains("\"marks\":[\"quarantined\"]", (await anna.ExportAsync())[2], StringComparison.Ordinal);

        await anna.DoAsync($"/api/quarantine/{rain["number"]}/lift", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync($"/api/quarantine/{rain["number"]}/lift", "{}")).StatusCode);
        Assert.Equal(2, (int)(await anna.GetJsonAsync("/api/marks"))["quarantined"]!);
        await anna.DoAsync("/api/undo", "{}");
        Assert.Equal(10, (int)(await anna.GetJsonAsync("/api/marks"))["quarantined"]!);
    }

    [Fact]
    public async Task Only_a_lead_marks_frames()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1));
        ReviewClient anna = desk.Anna;
        using ReviewClient ben = await anna.AddAsync("ben");
        string etag = (string)(await ben.FrameAsync("0/CAM_FRONT/0"))["etag"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.ActAsync("0/CAM_FRONT/0", "gold", "{}", etag)).StatusCode);
        await anna.ActAsync("0/CAM_FRONT/0", "gold", "{}");
        // What a version lacks would name gold frames.
        File.Delete(Path.Combine(desk.Data.Folder, "sequences", "000000", "CAM_FRONT", "000000.depth.png"));
        (string Path, string Body)[] requests = [("/api/gold/versions", "{}"), ("/api/quarantine", """{"cause": "x", "queue": {"sequence": 0}}"""),
            ("/api/quarantine/1/lift", "{}")];
        foreach ((string path, string body) in requests)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await ben.PostAsync(path, body)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await ben.Http.GetAsync("/api/marks")).StatusCode);
        Assert.Equal(3, requests.Length);
    }

    [BrowserFact]
    public async Task Frames_are_vouched_for_by_a_key_and_set_aside_by_a_filter()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(3));
        ReviewPage page = desk.Page;
        await page.Press("Shift+G");
        await Assertions.Expect(page.Page.Locator(".marks")).ToContainTextAsync("Gold");
        await page.WaitSaved();
        await page.Press("Shift+S");
        ILocator dialog = page.Page.Locator("dialog");
        await dialog.GetByLabel("Note of the version").FillAsync("<b>pilot</b>");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Make version 1" }).ClickAsync();
        await Assertions.Expect(dialog.Locator("table").First).ToContainTextAsync("<b>pilot</b>");
        await dialog.GetByLabel("Version that my verdicts cite").SelectOptionAsync("1");
        await dialog.Locator(".close").ClickAsync();
        string frame = page.Frame;
        await page.Press("ArrowRight");
        await page.WaitPast(frame);
        await page.WaitSaved();

        // All of sequence 2.
        await page.Press("q");
        await page.Page.GetByLabel("Sequence", new PageGetByLabelOptions { Exact = true }).FillAsync("2");
        await page.Press("Enter");
        await page.WaitForFrame("2/CAM_FRONT/0");
        await page.Press("Shift+S");
        await dialog.GetByLabel("Cause").FillAsync("the lamp burns at noon");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Quarantine all frames of this queue" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("the lamp burns at noon");
        await dialog.Locator(".close").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".marks")).ToContainTextAsync("In quarantine");
        Assert.Equal("[2]", desk.Acts("quarantine").Single()["sequences"]!.ToJsonString());
        Assert.Equal(1, (int)desk.Acts("verdict").Single()["gold"]!);
        page.AssertQuiet();
    }

}
