using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.Cli;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Sampling;
using SceneForge.Review.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>From a draw over people's decisions to a verdict.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GateReviewTests(Browser browser)
{
    private const int Accepted = 0;
    private const int Pending = 2;
    private const int Rejected = 3;
    private static readonly string[] Cameras = ["CAM_FRONT", "CAM_LEFT"];

    [BrowserFact]
    public async Task A_dataset_is_accepted_another_rejected_then_made_again_and_accepted()
    {
        using GatedDataset good = new(16, 6, 4);
        using GatedDataset bad = new(16, 6, 4, seed: 1);
        using GatedDataset mended = new(16, 6, 4, seed: 2);
        Assert.Equal(Pending, await good.DrawAsync());
        int judged = await ReviewInBrowser(good, good.Items().ToDictionary(i => i.Item.Item, i => i.Planted));
        Assert.Equal(2 * good.Items().Length, judged);
        string key = Path.Combine(Path.GetDirectoryName(good.Folder)!, "lea.pem");
        Assert.Equal(Accepted, await good.JudgeAsync("--sign", $"lea:lead:{key}"));
        Assert.All(GateJudge.Decide(good.Lot, good.Evidence()).Recalls, r => Assert.Equal((6, 6), (r.Planted, r.Caught)));

        // One drawn frame has a box beside its object, as the reviewer sees it.
        Assert.Equal(Pending, await bad.DrawAsync());
        Dictionary<string, PlantedItem?> seen = bad.Items().ToDictionary(i => i.Item.Item, i => i.Planted);
        DrawnItem found = bad.Evidence().Draw.Items[3];
        seen[found.Item] = new PlantedItem(found.Item, found.Variation, found.Frame, found.FrameSha256, "box_shifted",
            new DefectPlace("CAM_FRONT", 5), 1, 1);
        await ReviewInBrowser(bad, seen);
        Assert.Equal(Rejected, await bad.JudgeAsync("--sign", $"lea:lead:{key}"));
        Assert.Contains(GateJudge.Decide(bad.Lot, bad.Evidence()).Reasons, r =>
            r.Cause == RejectionCause.Defects && r.Message.Contains("box_shifted", StringComparison.Ordinal));

        Assert.Equal(Pending, await mended.DrawAsync());
        await ReviewInBrowser(mended, mended.Items().ToDictionary(i => i.Item.Item, i => i.Planted));
        Assert.Equal(Accepted, await mended.JudgeAsync("--sign", $"lea:lead:{key}"));

        // The certificates read the same elsewhere.
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // As German and Arabic write numbers, made by hand: a machine may have no culture but the invariant one.
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat =
                new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "\u2212" } };
            Assert.Equal(0, await CommandLine.RunAsync(["verify", Certificate(good), "--dataset", good.Folder]));
            Assert.Equal(0, await CommandLine.RunAsync(["verify", Certificate(mended), "--dataset", mended.Folder]));
            Assert.NotEqual(0, await CommandLine.RunAsync(["verify", Certificate(good), "--dataset", mended.Folder]));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        string text = await File.ReadAllTextAsync(Certificate(good));
        string altered = text.Replace("\\\"verdict\\\":\\\"reject\\\"", "\\\"verdict\\\":\\\"accept\\\"", StringComparison.Ordinal);
        Assert.NotEqual(text, altered);
        await File.WriteAllTextAsync(Certificate(good) + ".altered", altered);
        Assert.Equal(65, await CommandLine.RunAsync(["verify", Certificate(good) + ".altered"]));
    }

    [Fact]
    public async Task Too_few_variations_are_drawn_to_practise_on_alone()
    {
        using GatedDataset data = new(6, 1, 0);
        Assert.Equal(Rejected, await data.DrawAsync());
        Assert.False(Directory.Exists(Path.Combine(data.Folder, GateFolder.Name)));
        Assert.Equal(Rejected, await data.DrawAsync("--rehearse"));
        Assert.Equal((1, 6), (data.Attempt, data.Items().Count(i => i.Planted is null)));
    }

    [Fact]
    public async Task Two_reviews_an_adjudication_and_an_undo_reach_the_gate_as_they_were_meant()
    {
        using GatedDataset data = new(16, 6, 4, doubleReview: 1);
        Assert.Equal(Pending, await data.DrawAsync());
        await using (ReviewHost host = await ReviewHost.StartAsync(data.Queue, name: "lea", drawnFrom: data.Folder))
        {
            using ReviewClient lead = await ReviewClient.EnterAsync(host);
            using ReviewClient ben = await lead.AddAsync("ben");
            using ReviewClient cleo = await lead.AddAsync("cleo");
            int number = 0;
            foreach ((QueuedItem item, PlantedItem? planted) in data.Items())
            {
                foreach (string camera in Cameras)
                {
                    string picture = $"{number}/{camera}/{item.Frame}";
                    await ben.ActAsync(picture, "verdict", GatedDataset.Truth(planted, camera));
                    if (number == 0)
                    {
                        // Cleo slips, takes it back, and then disagrees; the lead sides with ben.
                        await cleo.ActAsync(picture, "verdict", """{"verdict": "cannot_judge"}""");
                        Assert.True((await cleo.PostAsync("/api/undo", "{}")).IsSuccessStatusCode);
                        Assert.Equal("open", (string)(await cleo.FrameAsync(picture))["status"]!);
                        await cleo.ActAsync(picture, "verdict", """{"verdict": "reject", "defects": [{"kind": "lamp_missing"}]}""");
                        await lead.ActAsync(picture, "verdict", GatedDataset.Truth(planted, camera)
                            .Replace("{\"verdict\"", "{\"settles\": true, \"verdict\"", StringComparison.Ordinal));
                    }
                    else
                    {
                        await cleo.ActAsync(picture, "verdict", GatedDataset.Truth(planted, camera));
                    }
                }

                if (number++ == 0)
                {
                    // While anything is missing, nobody learns what was found.
                    JsonNode standing = await lead.GetJsonAsync("/api/gate");
                    Assert.Equal("pending", (string)standing["outcome"]!);
                    Assert.Equal(2 * data.Items().Length - 2, (int)standing["missing"]!["reviews"]!);
                    Assert.DoesNotContain("recall", standing.ToJsonString(), StringComparison.Ordinal);
                    Assert.Equal(HttpStatusCode.Forbidden, (await ben.Http.GetAsync("/api/gate")).StatusCode);
                    await AssertBlind(lead, "/api/findings", "/api/export");
                }
            }

            Assert.Equal("accepted", (string)(await lead.GetJsonAsync("/api/gate"))["outcome"]!);
            Assert.Equal(2 * data.Items().Length, (int)(await lead.GetJsonAsync("/api/findings"))["judged"]!);
            Assert.NotEmpty(await lead.ExportAsync());
            Assert.Equal(HttpStatusCode.Forbidden, (await ben.Http.GetAsync("/api/findings")).StatusCode);
        }

        Assert.Equal(Accepted, await data.JudgeAsync());
        GateEvidence evidence = data.Evidence();
        LogRecord[] first = [.. evidence.Log.Records.Where(r => r is Retraction || (r is Decision d && d.Item == data.Items()[0].Item.Item))];
        Assert.Equal(["ben", "cleo", "lea"], first.OfType<Decision>().Select(d => d.Reviewer).Distinct());
        Assert.Equal(ReviewRole.Adjudication, first.OfType<Decision>().Single(d => d.Reviewer == "lea").Role);
        Assert.Equal(data.Items().Length, GateJudge.Decide(data.Lot, evidence).Agreement.Frames + evidence.Planted.Length);
    }

    [Fact]
    public async Task While_the_gate_is_pending_neither_reviewer_nor_lead_learns_what_others_found()
    {
        using GatedDataset data = new(16, 6, 4, doubleReview: 0.5);
        Assert.Equal(Pending, await data.DrawAsync());
        await using ReviewHost host = await ReviewHost.StartAsync(data.Queue, name: "lea", drawnFrom: data.Folder);
        using ReviewClient lead = await ReviewClient.EnterAsync(host);
        using ReviewClient author = await lead.AddAsync("ada", "author");
        using ReviewClient ben = await lead.AddAsync("ben");
        using ReviewClient cleo = await lead.AddAsync("cleo");
        (QueuedItem Item, PlantedItem? Planted)[] items = data.Items();
        int single = Array.FindIndex(items, i => i.Item.Reviews == 1), twice = Array.FindIndex(items, i => i.Item.Reviews == 2);
        string[] pictures = [$"{single}/CAM_FRONT/{items[single].Item.Frame}", $"{twice}/CAM_FRONT/{items[twice].Item.Frame}"];
        foreach (string picture in pictures)
        {
            await ben.ActAsync(picture, "comment", """{"text": "the left one"}""");
            await ben.ActAsync(picture, "verdict", """{"verdict": "reject", "defects": [{"kind": "lamp_missing"}]}""");
        }

        foreach (ReviewClient other in (ReviewClient[])[lead, author, cleo])
        {
            await AssertBlind(other, "/api/findings", "/api/export");
            foreach (string picture in pictures)
            {
                JsonNode frame = await other.FrameAsync(picture);
                Assert.Empty(frame["acts"]!.AsArray());
                Assert.EndsWith("-none", (string)frame["etag"]!, StringComparison.Ordinal);
                Assert.NotEqual("reject", (string)frame["status"]!);
            }

            Assert.Equal(0, (int)(await other.QueueAsync("""{"status": "reject"}"""))["total"]!);
            Assert.Equal(0, (int)(await other.QueueAsync("""{"reviewer": "ben", "status": "reject"}"""))["total"]!);
        }

        Assert.Equal(1, (int)(await ben.QueueAsync("""{"status": "reject"}"""))["total"]!);

        // Where two disagree, and there alone, a lead sees both: somebody must settle it.
        await cleo.ActAsync(pictures[1], "verdict", """{"verdict": "accept"}""");
        Assert.Equal(3, (await lead.FrameAsync(pictures[1]))["acts"]!.AsArray().Count);
        Assert.Empty((await lead.FrameAsync(pictures[0]))["acts"]!.AsArray());
    }

    [Fact]
    public async Task A_decision_that_the_gate_has_seen_cannot_be_changed_in_the_store()
    {
        using GatedDataset data = new(16, 6, 4);
        await data.DrawAsync();
        (QueuedItem item, int number) = data.Items().Select((item, i) => (item, i)).Where(i => i.item.Planted is null).Select(i => (i.item.Item, i.i))
            .First();
        string store = Path.Combine(data.Queue, ReviewStores.File);
        await using (ReviewHost host = await ReviewHost.StartAsync(data.Queue, name: "lea"))
        {
            using ReviewClient lea = await ReviewClient.EnterAsync(host);
            await lea.ActAsync($"{number}/CAM_FRONT/{item.Frame}", "verdict", """{"verdict": "accept"}""");
            await lea.ActAsync($"{number}/CAM_LEFT/{item.Frame}", "verdict", """{"verdict": "accept"}""");
        }

        Assert.Equal(Pending, await data.JudgeAsync());
        Assert.Single(data.Evidence().Log.Records);

        // A store that never heard of it: neither the server nor the gate takes it while its head lies there, and the gate not even without.
        File.Delete(store);
        await Assert.ThrowsAsync<SceneForge.Base.Input.InputException>(() => ReviewHost.StartAsync(data.Queue, name: "lea"));
        File.Delete(store);
        File.Delete(store + "-head");
        await using (ReviewHost host = await ReviewHost.StartAsync(data.Queue, name: "lea"))
        {
        }

        Assert.Equal(65, await data.JudgeAsync());
    }

    private static async Task AssertBlind(ReviewClient client, params string[] routes)
    {
        foreach (string route in routes)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.Http.GetAsync(route)).StatusCode);
        }
    }

    // Judges every picture by the keyboard, pointing at what is wrong with the mouse where no key can.
    private async Task<int> ReviewInBrowser(GatedDataset data, Dictionary<string, PlantedItem?> truth)
    {
        (QueuedItem Item, PlantedItem? Planted)[] items = data.Items();
        await using ReviewHost host = await ReviewHost.StartAsync(data.Queue, name: "lea", builtPage: true);
        ReviewPage page = await browser.EnterAsync(host);
        int judged = 0;
        for (; judged < 2 * items.Length; judged++)
        {
            string frame = page.Frame;
            string[] parts = frame.Split('/');
            PlantedItem? planted = truth[items[int.Parse(parts[0], CultureInfo.InvariantCulture)].Item.Item];
            if (planted?.Kind is { } kind && (planted.Place.Sensor ?? parts[1]) == parts[1])
            {
                await Point(page, planted.Place);
                await page.Press(GatedDataset.KeyOf(kind));
                await page.Press("ArrowLeft");
            }
            else
            {
                await page.Press("ArrowRight");
            }

            if (judged < 2 * items.Length - 1)
            {
                await page.WaitPast(frame);
                await page.WaitForFrame();
            }
        }

        await page.WaitSaved();
        page.AssertQuiet();
        await page.Page.CloseAsync();
        return judged;
    }

    private static async Task Point(ReviewPage page, DefectPlace place)
    {
        if (place.Box is { } box)
        {
            (float x, float y, _) = await page.ImagePlace((box.XMin + box.XMax) / 2, (box.YMin + box.YMax) / 2);
            await page.Page.Mouse.MoveAsync(x, y);
        }
        else if (place.Object is not null)
        {
            await page.Press("Tab");
        }
    }

    private static string Certificate(GatedDataset data) => new GateFolder(data.Folder).CertificatePath(data.Attempt);
}
