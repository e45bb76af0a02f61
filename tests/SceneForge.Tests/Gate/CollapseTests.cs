using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Scenarios.Sampled;
using Xunit;

namespace SceneForge.Tests.Gate;

/// <summary>A version that is narrower than the one before stays out until a lead answers for it.</summary>
public sealed class CollapseTests : IDisposable
{
    private static readonly Lot Lot = GateCase.Lot();
    private static readonly string Before = GateCase.Sha("version 1");
    private static readonly GateEvidence Good = GateCase.Evidence(Lot, GateCase.Policy(), against: Before);
    private static readonly DiversityFigures Figures = new(ImmutableSortedDictionary<string, double>.Empty.Add("class", 2.5)
        .Add("look", 4), 30, 4, 2);
    private static readonly DiversityEvidence Even = new(GateCase.Root, Figures, Before, Figures, []);
    private static readonly DiversityEvidence Collapsed = Even with { Now = Figures with { FilledCells = 9 },
        Alarms = ["9 cells are filled, 30 were."] };

    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-collapse").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_the_comparison_that_the_draw_names_a_verdict_is_pending()
    {
        DiversityEvidence?[] none = [null, Even with { Against = null, Before = null }, Even with { Against = GateCase.Sha("version 0") }];
        foreach (DiversityEvidence? diversity in none)
        {
            GateVerdict verdict = GateJudge.Decide(Lot, Good with { Diversity = diversity });
            Assert.Equal((GateOutcome.Pending, true), (verdict.Outcome, verdict.Missing.Comparison));
        }

        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(Lot, Good with { Diversity = Even }).Outcome);
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(Lot, Good with { Diversity = Even with { RootHash = GateCase.Sha("other") } }).Outcome);

        // A first version is compared with nothing, and its figures stand in the verdict all the same.
        GateVerdict first = GateJudge.Decide(Lot, GateCase.Evidence(Lot,
            GateCase.Policy()) with { Diversity = Even with { Against = null, Before = null } });
        Assert.Equal((GateOutcome.Accepted, 30), (first.Outcome, first.Diversity!.Now.FilledCells));
    }

    [Fact]
    public void A_collapse_blocks_until_a_lead_who_is_not_the_author_answers_for_it_and_signs()
    {
        GateEvidence evidence = Good with { Diversity = Collapsed };
        GateVerdict blocked = GateJudge.Decide(Lot, evidence);
        Assert.Equal(GateOutcome.Pending, blocked.Outcome);
        Assert.Equal(Collapsed.Alarms, blocked.Missing.Collapse);

        using SigningKey a = SigningKey.Create();
        using SigningKey b = SigningKey.Create();
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence, [new Signer("lea", "lead", a)]));
        GateEvidence answered = evidence with { Override = new CollapseOverride("lea", "Night alone: version 1 has the days.") };
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(Lot, answered).Outcome);
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(answered, [new Signer("lea", "reviewer", a)]));
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(answered, [new Signer("ben", "lead", a)]));
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence with { Override = new CollapseOverride("ada", "Mine.") },
            [new Signer("ada", "lead", a), new Signer("ben", "lead", b)]));
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(Lot, evidence with { Override = new CollapseOverride("lea", " ") }).Outcome);

        byte[] certificate = Certificate.Make(answered, [new Signer("lea", "lead", a)]);
        Assert.True(CertificateVerifier.Verify("c", certificate).Holds);
        Assert.Contains("Night alone", Encoding.UTF8.GetString(certificate), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/body/override")]
    [InlineData("/body/diversity/alarms")]
    [InlineData("/body/diversity/now/filled_cells")]
    [InlineData("/body/draw/against")]
    public void What_a_certificate_says_of_diversity_cannot_be_altered(string pointer)
    {
        using SigningKey key = SigningKey.Create();
        GateEvidence answered = Good with { Diversity = Collapsed, Override = new CollapseOverride("lea", "Night alone.") };
        JObject root = GateCase.Object(Certificate.Make(answered, [new Signer("lea", "lead", key)]));
        JToken part = root.SelectToken(pointer[1..].Replace('/', '.'))!;
        part.Replace(part.Type switch { JTokenType.Array => new JArray(), JTokenType.Integer => new JValue(30), _ => JValue.CreateNull() });
        CertificateReport report = CertificateVerifier.Verify("c", Encoding.UTF8.GetBytes(root.ToString()));
        Assert.False(report.Holds);
        Assert.Contains(report.Findings, f =>
            pointer.StartsWith(f.Pointer, StringComparison.Ordinal) || f.Pointer.StartsWith(pointer, StringComparison.Ordinal));
    }

    [Fact]
    public void The_gate_reads_what_a_check_counted()
    {
        VisibleCell[] cells = [.. VisibleBins.Ranges.SelectMany(r => VisibleBins.Occlusions.Select(o => new VisibleCell("car", r, o, "dry", "day")))];
        SequenceLook[] wide = [.. Enumerable.Range(0, 20).Select(n => Look(n, 1UL << n, cells[n]))];
        SequenceLook[] narrow = [.. Enumerable.Range(0, 20).Select(n => Look(n, 0, cells[0]))];
        NearDuplicates alike = NearDuplicates.Find(wide);
        new CoverageReport(GateCase.Root, narrow, null, null, null)
        {
            Against = new PreviousVersion(Before, Diversity.Of(wide, alike), alike.Count, CoverageComparison.Alarms(wide, narrow)),
        }.Write(_folder);

        DiversityEvidence read = StoredDiversity.TryRead(_folder, Lot, Before)!;
        Assert.Equal((1, 20, 0, 20), (read.Now.FilledCells, read.Before!.FilledCells, read.Now.TailCells, read.Before.TailCells));
        Assert.Equal(20 * 19 / 2, read.Now.NearDuplicates);
        Assert.Contains(read.Alarms, a => a.Contains("cells are filled", StringComparison.Ordinal));
        Assert.Equal(GateOutcome.Pending, GateJudge.Decide(Lot, Good with { Diversity = read }).Outcome);

        // Another version before, no version before, another dataset.
        Assert.Null(StoredDiversity.TryRead(_folder, Lot, GateCase.Sha("version 0")));
        Assert.Null(StoredDiversity.TryRead(_folder, Lot with { RootHash = GateCase.Sha("other") }, Before));
        Assert.Empty(StoredDiversity.TryRead(_folder, Lot, null)!.Alarms);
    }

    private static SequenceLook Look(int number, ulong hash, VisibleCell cell) =>
        new(number, cell.Sky, ImmutableSortedDictionary<string, SampledValue>.Empty, [(cell, 1)], [("CAM", 0, hash)]);
}
