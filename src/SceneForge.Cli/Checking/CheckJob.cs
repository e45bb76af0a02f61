using System.Collections.Immutable;
using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Scenarios.Input;

namespace SceneForge.Cli.Checking;

/// <summary>Runs the checks over every frame of a dataset, several frames at once.</summary>
internal sealed class CheckJob(DatasetReader dataset, int jobs)
{
    /// <exception cref="InputException">There is nothing to check.</exception>
    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        SequenceReader[] sequences = [.. dataset.Sequences.Select(dataset.OpenSequence)];
        int total = sequences.Sum(s => s.FrameTimes.Length);
        if (total == 0)
        {
            throw new InputException(new InputError(Path.Combine(dataset.Folder, DatasetLayout.SequencesFolder), 0, 0, "", "The dataset has no complete sequence, so nothing can be checked.", "Let the run end, then check again."));
        }

        ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        await RunProgress.ShowAsync(total, "frames", async progress =>
        {
            foreach (SequenceReader sequence in sequences)
            {
                SequenceTables tables = new(dataset, sequence);
                CheckedFrame[] frames = new CheckedFrame[sequence.FrameTimes.Length];
                await Parallel.ForAsync(0, frames.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, (frame, _) =>
                {
                    frames[frame] = DatasetChecks.Frame(tables, frame);
                    progress.StepDone();
                    return ValueTask.CompletedTask;
                });
                // In the order of the frames, so that the report does not depend on the threads.
                findings.AddRange(frames.SelectMany(f => f.Findings));
                findings.AddRange(DatasetChecks.Sequence(new SequenceData(tables, [.. frames])));
            }
        });
        return new CheckReport(DatasetRoot.HashOf(dataset.Folder), total, findings.ToImmutable());
    }
}
