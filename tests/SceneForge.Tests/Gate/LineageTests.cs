using System.Globalization;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lineage;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;
using SceneForge.Tests.Frames;
using Xunit;

namespace SceneForge.Tests.Gate;

/// <summary>Evaluation data shares no seed and no variation with training data.</summary>
public sealed class LineageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-lineage").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Shared_seeds_and_variations_are_named_and_others_pass()
    {
        string training = Dataset("training", 1, 2, 0.1, 0.2, 0.3);
        string apart = Dataset("apart", 3, 4, 0.4, 0.5);
        TrainingSeparation separation = TrainingSeparation.Of(apart, [training, Dataset("more", 5, 6, 0.6)]);
        Assert.True(separation.IsApart);
        Assert.Equal([(1UL, 2UL, 3), (5UL, 6UL, 1)], separation.Compared.Select(c => (c.Seed, c.SceneSeed, c.Variations)));

        Assert.Contains("shares seed 1 with", Refusal(Dataset("seed", 1, 4, 0.4), training), StringComparison.Ordinal);
        Assert.Contains("shares scene_seed 2,", Refusal(Dataset("street", 3, 2, 0.4), training), StringComparison.Ordinal);

        // The third variation there is the first here, under other seeds, in another spec.
        Assert.Contains("shares the values of variation 0 (there 2) with", Refusal(Dataset("values", 3, 4, 0.3), training), StringComparison.Ordinal);

        string copied = Refusal(Dataset("copy", 1, 2, [.. Enumerable.Range(0, 30).Select(i => i / 10.0)]),
            Dataset("source", 1, 2, [.. Enumerable.Range(0, 30).Select(i => i / 10.0)]));
        Assert.Contains("seed 1; scene_seed 2", copied, StringComparison.Ordinal);
        Assert.Contains("and 22 more", copied, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_keeps_its_datasets_lineage()
    {
        string dataset = Dataset("training", ulong.MaxValue, 2, 0.1, 0.2);
        string package = Path.Combine(_folder, "package");
        Directory.CreateDirectory(package);
        File.WriteAllText(Path.Combine(package, DatasetLineage.File), DatasetLineage.Open(dataset).ToJson());
        DatasetLineage read = DatasetLineage.Open(package);
        Assert.Equal(DatasetLineage.Open(dataset).Variations.AsEnumerable(), read.Variations);
        Assert.Equal((ulong.MaxValue, 2UL), (read.Seed, read.SceneSeed));
        Assert.Contains("variation 1 (there 0)", Refusal(Dataset("apart", 3, 4, 0.9, 0.1), package), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => DatasetLineage.Open(Path.Combine(_folder, "nothing")));
    }

    [Fact]
    public void An_evaluation_verdict_rests_on_the_separation()
    {
        Lot lot = GateCase.Lot();
        GateEvidence good = GateCase.Evidence(lot, GateCase.Policy(), use: "evaluation");
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(lot, good).Outcome);
        using SigningKey key = SigningKey.Create();
        Assert.True(CertificateVerifier.Verify("c", Certificate.Make(good, [new Signer("lea", "lead", key)])).Holds);

        TrainingSeparation separation = good.Draw.Separation!;
        TrainingSeparation?[] refused = [null, separation with { Seed = 7 }, separation with { SceneSeed = 8 }];
        Assert.All(refused, s => Assert.Equal(GateOutcome.Rejected, GateJudge.Judge(Redrawn(good, s)).Outcome));
        Assert.Equal(GateOutcome.Accepted, GateJudge.Judge(Redrawn(good, separation with { Compared = [] })).Outcome);
    }

    // All decisions are opened anew for the altered draw, so that nothing else is wrong with it.
    private static GateEvidence Redrawn(GateEvidence good, TrainingSeparation? separation)
    {
        GateDraw draw = good.Draw with { Separation = separation };
        DecisionLog log = DecisionLog.Open(GateDocuments.Sha256(draw)).With(good.Log.Records);
        return good with { Draw = draw, Log = log, Head = log.Head };
    }

    private static string Refusal(string dataset, string training)
    {
        InputError error = Assert.Single(Assert.Throws<InputException>(() => TrainingSeparation.Of(dataset, [training])).Errors);
        Assert.Equal(training, error.File);
        return error.Message;
    }

    private string Dataset(string name, ulong seed, ulong sceneSeed, params double[] values)
    {
        string folder = Path.Combine(_folder, name);
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Scenario = name, Seed = seed, SceneSeed = sceneSeed,
            Variations = values.Length });
        for (int v = 0; v < values.Length; v++)
        {
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(v) with
            {
                FrameTimes = [0],
                ScenarioJson =
                    Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"name": "{{name}}", "spec_sha256":"""
                        + $$""" "{{GateCase.Sha(name)}}", "seed": {{seed}}, "variation": {{v}}, "attempt": {{v % 2}}, "duration": {{values[v]}}}""")),
            })!;
            writer.Write(SampleFrames.Frame(0, 0));
            writer.Write(SampleFrames.Frame(1, 0));
            writer.Write(SampleFrames.Scan(0));
            writer.Complete();
        }

        return folder;
    }
}
