using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Inspection;
using SceneForge.Quality.Report;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Cli.Checking;

/// <summary>Checks every frame of a dataset, counts what it covers and writes its report, several frames at once.</summary>
internal sealed class CheckJob(DatasetReader dataset, int jobs)
{
    /// <summary>The spec that made the dataset, or null where it is not at hand.</summary>
    public ScenarioSpec? Spec { get; init; }

    /// <summary>The previous version, or null.</summary>
    public DatasetReader? Against { get; init; }

    /// <exception cref="InputException">There is nothing to check.</exception>
    public async Task<DatasetInspection> RunAsync(CancellationToken cancellation)
    {
        int total = dataset.Sequences.Select(dataset.OpenSequence).Sum(s => s.FrameTimes.Length);
        if (total == 0)
        {
            throw new InputException(new InputError(Path.Combine(dataset.Folder, DatasetLayout.SequencesFolder), 0, 0, "",
                "The dataset has no complete sequence, so nothing can be checked.", "Let the run end, then check again."));
        }

        // Another process that reports on the same folder writes the same files.
        using IDisposable alone = await FolderLock.AcquireAsync(dataset.Folder, cancellation);
        DatasetInspection? inspection = null;
        await RunProgress.ShowAsync(total, "frames", async progress =>
        {
            DatasetInspector inspector = new(dataset) { Spec = Spec, Against = Against, Parallelism = jobs, FrameDone = progress.StepDone };
            inspection = await Task.Run(() => inspector.Run(cancellation), cancellation);
        });
        return inspection!;
    }
}
