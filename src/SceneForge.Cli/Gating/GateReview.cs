using SceneForge.Cli.Composition;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Planting;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Planting;
using SceneForge.Review.Export;
using SceneForge.Review.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Cli.Gating;

/// <summary>What goes between the gate and the people: the queue on the way there, decisions on the way back.</summary>
internal static class GateReview
{
    /// <summary>Makes the latest draw's queue.</summary>
    /// <param name="spec">The spec that made the dataset, for defects that are rendered; found by its hash if not given.</param>
    /// <exception cref="InputException">The dataset has too few frames for the planted defects.</exception>
    public static async Task MakeQueueAsync(GateFolder gate, Lot lot, string dataset, string? spec)
    {
        int attempt = gate.LatestAttempt;
        GateEvidence drawn = gate.Read(attempt, lot);
        DatasetReader reader = DatasetReader.Open(dataset);
        ProgramRenderers renderers = new(Environment.ProcessorCount);
        using SceneDefects? scenes = drawn.Policy.PlantedKinds.Any(SceneDefects.AllKinds.Contains)
            ? new SceneDefects(DatasetOrigin.Open(reader, spec, renderers.Caster), renderers) : null;
        ReviewQueueWriter writer = new(reader, lot, drawn.Policy, drawn.Draw, scenes);
        await RunProgress.ShowAsync(writer.Count, "frames", progress =>
            Task.Run(() => gate.CreateQueue(attempt, folder => writer.Write(folder, progress.StepDone))));
        Console.WriteLine($"Drawn: {drawn.Draw.Items.Length} frames of {lot.Units.Length} variations. Judge them with: sceneforge review DIR --gate");
    }

    /// <summary>Brings the attempt's evidence up to date with what the checks found and people decided.</summary>
    /// <exception cref="InputException">The review database was altered.</exception>
    public static void Collect(GateFolder gate, int attempt, Lot lot, string dataset, string? postgres)
    {
        if (StoredChecks.TryRead(dataset, lot) is { } checks)
        {
            gate.WriteChecks(attempt, checks);
        }

        if (StoredDiversity.TryRead(dataset, lot, gate.Read(attempt, lot).Draw.Against) is { } diversity)
        {
            gate.WriteDiversity(attempt, diversity);
        }

        string queue = gate.QueuePath(attempt);
        if (!gate.HasQueue(attempt) || (postgres is null && !File.Exists(Path.Combine(queue, ReviewStores.File))))
        {
            return;
        }

        using IReviewStore store = ReviewStores.Open(queue, postgres);
        gate.WriteLog(attempt, new GateDecisions(queue, store, gate.Read(attempt, lot)));
    }
}
