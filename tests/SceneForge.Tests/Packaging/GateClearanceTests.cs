using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Review;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Base.Input;
using SceneForge.Tests.Gate;
using Xunit;

namespace SceneForge.Tests.Packaging;

public sealed class GateClearanceTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    // Three variations show little, so little is asked: if all of them had a critical defect, a recall of 75% would miss them with 0.25^3 < 2.5%.
    private const string Policy = """
        {
          "name": "tiny",
          "strata": { "by": ["scenario"], "most": 1 },
          "plan": "fixed",
          "levels": [{ "name": "low", "critical_limit": 0.99, "major": { "limit": 0.99, "tolerated": 0, "acceptable": 0.01 },
            "minor": { "limit": 0.99, "acceptable": 0.01 }, "recall": 0.75, "planted": 20, "controls": 5, "double_review": 0.2 }],
          "uses": { "training": { "level": "low", "largest_synthetic_share": 1 } },
          "planted_kinds": ["box_shifted"],
          "signers": { "roles": ["lead"], "at_least": 1 }
        }
        """;

    [Fact]
    public void An_accepted_verdict_goes_with_the_package()
    {
        string dataset = Judged();
        PackagePlan plan = PackageFixture.Plan(dataset);
        plan = plan with { Review = GateClearance.Require(dataset, plan.Source.RootHash, null) };
        Assert.StartsWith("accepted at the gate for \"training\"", plan.Review.Summary, StringComparison.Ordinal);
        string folder = fixture.NewFolder();
        new PackageJob(plan, ["kitti"], folder, 2).Run(() => { }, CancellationToken.None);
        Assert.Equal(File.ReadAllBytes(Certificate(dataset)), File.ReadAllBytes(Path.Combine(folder, "certificate.json")));
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));
        Assert.Equal("accepted", JsonFile.Read(Path.Combine(folder, "package.json")).Get("review").Get("status").AsString());

        string certificate = Path.Combine(folder, "certificate.json");
        File.WriteAllText(certificate, File.ReadAllText(certificate).Replace("ada", "bob", StringComparison.Ordinal));
        Assert.Contains(PackageVerifier.Verify(folder, 2, CancellationToken.None), d => d.Path == "certificate.json");
    }

    [Fact]
    public void Frames_that_nobody_judged_are_refused()
    {
        string root = PackageFixture.Plan(fixture.Dataset).Source.RootHash;
        Assert.EndsWith("gate", Refused(fixture.Dataset, root), StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_for_other_frames_is_refused()
    {
        string dataset = Judged();
        Directory.Delete(Path.Combine(dataset, "sequences", "000001"), recursive: true);
        Assert.EndsWith("certificate.json", Refused(dataset, PackageFixture.Plan(dataset).Source.RootHash), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_dataset_is_refused()
    {
        string dataset = Judged(defective: true);
        Assert.EndsWith("certificate.json", Refused(dataset, PackageFixture.Plan(dataset).Source.RootHash), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate.json", "\"reviewer\":\"ben\"", "\"reviewer\":\"bob\"")]
    [InlineData("certificate.json", "box_shifted", "box_shifter")]
    [InlineData("decisions.jsonl", "\"verdict\":\"accept\"", "\"verdict\":\"reject\"")]
    [InlineData("planted.json", "CAM_FRONT", "CAM_LEFT")]
    [InlineData("policy.json", "0.99", "0.98")]
    [InlineData("draw.json", "ada", "bob")]
    [InlineData("head.json", "\"count\":", "\"count\":1")]
    public void A_changed_word_is_refused_by_the_files_name(string file, string from, string to)
    {
        string dataset = Judged();
        string path = Path.Combine(Path.GetDirectoryName(Certificate(dataset))!, file);
        string text = File.ReadAllText(path);
        from = text.Contains(from, StringComparison.Ordinal) ? from : from.Replace("\"", "\\\"", StringComparison.Ordinal);
        to = text.Contains(from, StringComparison.Ordinal) && from.Contains('\\', StringComparison.Ordinal) ? to.Replace("\"", "\\\"",
            StringComparison.Ordinal) : to;
        Assert.Contains(from, text, StringComparison.Ordinal);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
        Assert.EndsWith(file, Refused(dataset, PackageFixture.Plan(dataset).Source.RootHash), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_trusted_keys_count_where_some_are_named()
    {
        string dataset = Judged();
        string root = PackageFixture.Plan(dataset).Source.RootHash;
        Assert.Throws<InputException>(() => GateClearance.Require(dataset, root, new HashSet<string> { GateCase.Sha("another key") }));
    }

    private static string Certificate(string dataset) => Path.Combine(dataset, "gate", "attempt-01", "certificate.json");

    private static string Refused(string dataset, string root) =>
        Assert.Throws<InputException>(() => GateClearance.Require(dataset, root, null)).Errors[0].File.Replace('\\', '/');

    /// <summary>A copy of the dataset that was drawn, reviewed and signed.</summary>
    private string Judged(bool defective = false)
    {
        string dataset = fixture.CopyOfDataset();
        Lot lot = DatasetLot.Open(dataset);
        GatePolicy policy = GateCase.Policy(text: Policy);
        GateEvidence evidence = GateCase.Evidence(lot, policy, _ => defective ? new Defect("box_shifted", policy.SeverityOf("box_shifted")!.Value,
            new DefectPlace("CAM_FRONT", 3)) : null);
        GateFolder gate = new(dataset);
        gate.Create(evidence.Draw, policy);
        gate.WritePlanted(1, evidence.Planted);
        gate.WriteChecks(1, evidence.Checks);
        gate.WriteLog(1, new Source(evidence.Log));
        using SigningKey key = SigningKey.Create();
        gate.WriteCertificate(1, Quality.Gate.Certificate.Make(evidence, [new Signer("lea", "lead", key)]));
        return dataset;
    }

    private sealed class Source(DecisionLog log) : IDecisionSource
    {
        public LogHead Head => log.Head;

        public DecisionLog Read() => log;
    }
}
