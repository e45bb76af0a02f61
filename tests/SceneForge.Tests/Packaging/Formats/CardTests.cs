using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Review;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Tests.Gate;
using Xunit;

namespace SceneForge.Tests.Packaging.Formats;

public sealed class CardTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    [Fact]
    public void A_card_counts_what_the_labels_hold()
    {
        string card = File.ReadAllText(Path.Combine(fixture.Package("mcap"), "datacard.md"));

        // 3 sequences of 3 frames with two cameras and two LiDARs; 40 + 3 f + l points a sweep; 5 of 6 labels of a picture are visible.
        Assert.Contains("3 sequences of the scenario sample with 9 frames: 18 pictures and 18 LiDAR sweeps of 783 points, over 1.2 s in all.", card,
            StringComparison.Ordinal);
        Assert.Contains("| child | 3 | 18 | 18 | 0 | 0 | 198 |", card, StringComparison.Ordinal);
        Assert.Contains("| pedestrian | 0 | 18 | 0 | 0 | 0 | 0 |", card, StringComparison.Ordinal);
        Assert.Contains("| CAM_FISHEYE: camera, 64 x 48, kannala_brandt, rolling shutter | 9 |", card, StringComparison.Ordinal);
        Assert.Contains("| day | 2 | 0 | 1 | 0 |", card, StringComparison.Ordinal);
        Assert.Contains("No object of these classes is seen: ", card, StringComparison.Ordinal);
        Assert.Contains("pedestrian", card[card.IndexOf("No object of these classes", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("unreviewed: no person has judged these frames", card, StringComparison.Ordinal);
        Assert.Contains("No automatic check has run over these frames", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_of_these_frames_stand_in_the_card_and_those_of_others_do_not()
    {
        string dataset = fixture.CopyOfDataset();
        string root = PackageFixture.Plan(dataset).Source.RootHash;
        Directory.CreateDirectory(Path.Combine(dataset, "checks"));
        foreach ((string stated, bool shows) in ((string, bool)[])[(root, true), (new string('0', 64), false)])
        {
            File.WriteAllText(Path.Combine(dataset, "checks", "checks.json"),
                $$"""{"schema": "sceneforge.checks/1", "root": "{{stated}}", "frames": 9, "checks": [{"name": "mask_box", "findings": 4}],"""
                    + $$""" "findings": []}""");
            string folder = fixture.NewFolder();
            PackageFixture.Package(dataset, folder, "mcap");
            Assert.Equal(shows, File.ReadAllText(Path.Combine(folder, "datacard.md")).Contains("| mask_box | 4 |", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_certificates_figures_and_people_stand_in_card_and_lineage()
    {
        using SigningKey key = SigningKey.Create();
        byte[] certificate = Certificate.Make(GateCase.Evidence(GateCase.Lot(), GateCase.Policy()), [new Signer("lea", "lead", key)]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(certificate));
        string folder = fixture.NewFolder();
        PackagePlan plan = PackageFixture.Plan(fixture.Dataset) with { Review = new ReviewStatus(hash, certificate, "accepted for training") };
        new PackageJob(plan, ["mcap"], folder, 2).Run(() => { }, CancellationToken.None);

        string card = File.ReadAllText(Path.Combine(folder, "datacard.md"));
        Assert.Contains("Verdict: accepted, attempt 1", card, StringComparison.Ordinal);
        Assert.Contains("| labels | ", card, StringComparison.Ordinal);
        Assert.Contains("| box_shifted | 20 | 20 | ", card, StringComparison.Ordinal);
        Assert.Contains("judged for this use: \"training\"", card, StringComparison.Ordinal);
        Assert.DoesNotContain("No person has judged", card, StringComparison.Ordinal);

        JObject croissant = JObject.Parse(File.ReadAllText(Path.Combine(folder, "croissant.json")));
        JToken review = croissant["prov:wasGeneratedBy"]!.Single(a => (string)a["@id"]! == "#review");
        Assert.Equal($"urn:sha256:{hash}", (string)review["prov:generated"]!["@id"]!);
        Assert.Equal($"urn:sha256:{plan.Source.RootHash}", (string)review["prov:used"]!["@id"]!);
        Assert.True(review["prov:wasAssociatedWith"]!.Select(p => (string)p["prov:label"]!).Distinct().Count() >= 2);
    }

    [Fact]
    public void The_page_escapes_what_a_dataset_says()
    {
        string dataset = fixture.CopyOfDataset();
        string document = Path.Combine(dataset, "dataset.json");
        string before = HashOf(document);
        File.WriteAllText(document, File.ReadAllText(document).Replace("\"formula\"", "\"<script>alert(1)</script>\"", StringComparison.Ordinal));
        foreach (string manifest in Directory.GetFiles(dataset, "manifest.json", SearchOption.AllDirectories))
        {
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, HashOf(document), StringComparison.Ordinal));
        }

        string folder = fixture.NewFolder();
        PackageFixture.Package(dataset, folder, "mcap");
        string page = File.ReadAllText(Path.Combine(folder, "datacard.html"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }
    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
