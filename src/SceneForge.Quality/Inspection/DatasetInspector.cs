using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Measures;
using SceneForge.Quality.Report;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Quality.Inspection;

/// <summary>Reads every frame of a dataset once: checks it, counts what it covers, and writes the report page with its pictures.</summary>
public sealed class DatasetInspector(DatasetReader dataset)
{
    /// <summary>The spec that made the dataset, for the coverage of its design; null where it is not at hand.</summary>
    public ScenarioSpec? Spec { get; init; }

    /// <summary>The previous version, or null.</summary>
    public DatasetReader? Against { get; init; }

    /// <summary>Frames worked on at a time; the results are the same for any number.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Called after each frame.</summary>
    public Action FrameDone { get; init; } = () => { };

    /// <summary>Writes checks/checks.json, checks/coverage.json, report.html and report/; replaces earlier ones.</summary>
    /// <exception cref="InputException">
    /// A sequence's tables cannot be read, or versions are to be compared without OpenCV. Frames that cannot be read are findings.
    /// </exception>
    public DatasetInspection Run(CancellationToken cancellation)
    {
        if (Against is not null && OpenCvLibrary.Problem is { } problem)
        {
            throw new InputException(new InputError(Against.Folder, 0, 0, "", "Versions cannot be compared without OpenCV.", problem));
        }

        ReportWriter page = new(dataset);
        ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        List<SequenceLook> looks = [];
        List<(SequenceReader, StoredFrame?[])> stored = [];
        foreach (SequenceReader sequence in dataset.Sequences.Select(dataset.OpenSequence))
        {
            SequenceTables tables = new(dataset, sequence);
            CheckedFrame[] frames = new CheckedFrame[sequence.FrameTimes.Length];
            page.Begin(sequence);
            Parallel.For(0, frames.Length, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation }, frame =>
            {
                PreviewWriter previews = new(dataset, sequence);
                frames[frame] = DatasetChecks.Frame(tables, frame, picture => page.Preview(previews, sequence, frame, picture));
                FrameDone();
            });

            page.Sweeps(sequence, [.. frames.Select(f => f.Frame)], new ParallelOptions { MaxDegreeOfParallelism = Parallelism,
                CancellationToken = cancellation });

            // In the order of the frames, so that the reports do not depend on the threads.
            SequenceData whole = new(tables, [.. frames]);
            findings.AddRange(frames.SelectMany(f => f.Findings));
            findings.AddRange(DatasetChecks.Sequence(whole));
            looks.Add(SequenceLook.Of(dataset, whole));
            stored.Add((sequence, [.. frames.Select(f => f.Frame)]));
        }

        string root = DatasetRoot.HashOf(dataset.Folder);
        CheckReport checks = new(root, stored.Sum(s => s.Item2.Length), findings.ToImmutable(), DatasetChecks.NotRun);
        CoverageReport coverage = new(root, looks, Spec?.Design, Spec is null ? null : ReachableSkies.Of(Spec), OpenCvLibrary.Problem)
        {
            Against = Against is null ? null : PreviousVersion.Compare(Against, looks),
        };
        checks.Write(dataset.Folder);
        coverage.Write(dataset.Folder);
        DatasetInspection inspection = new(checks, coverage);
        page.Finish(stored, inspection);
        return inspection;
    }
}
