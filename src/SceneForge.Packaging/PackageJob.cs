using SceneForge.Packaging.Cards;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Quality.Lineage;
using SceneForge.Base.Input;

namespace SceneForge.Packaging;

/// <summary>What a package holds of one format.</summary>
/// <param name="AlreadyThere">Whether an earlier run had finished it.</param>
/// <param name="Dropped">What the format had no place for, with its number.</param>
public sealed record PackagedFormat(string Name, string Carries, long Files, long Bytes, bool AlreadyThere, IReadOnlyList<KeyValuePair<string,
    long>> Dropped);

/// <summary>
/// Makes a package: every sequence in every format, then the tables, then package.json. The same job again goes on where an earlier one was
/// interrupted, and adds formats that are not there yet.
/// </summary>
/// <param name="formats">Names of <see cref="PackageFormats"/>.</param>
/// <param name="folder">Of the package.</param>
/// <param name="jobs">Files written at once; the bytes are the same for any number.</param>
public sealed class PackageJob(PackagePlan plan, IReadOnlyList<string> formats, string folder, int jobs)
{
    // While one sequence is written, the next is opened.
    private const int SequencesAhead = 1;

    /// <summary>Calls of <c>stepDone</c> that a run makes.</summary>
    public int Steps => plan.Source.Sequences.Length;

    /// <param name="stepDone">Called for each sequence.</param>
    /// <exception cref="InputException">A file of the dataset is not what its manifest says, or the folder holds something else.</exception>
    /// <exception cref="IOException">Another process writes the same format, or the disk is full.</exception>
    public IReadOnlyList<PackagedFormat> Run(Action stepDone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stepDone);
        PackageManifest.RequireRoom(folder, plan);
        DatasetCensus census = new();
        List<VariationLineage> variations = [];
        IReadOnlyList<PackagedFormat> packaged = WriteFormats(census, variations, stepDone, cancellation);
        PackageManifest.Write(folder, plan, census, variations);
        return packaged;
    }

    /// <param name="census">Takes what every sequence holds.</param>
    /// <param name="variations">Takes where every sequence comes from.</param>
    private List<PackagedFormat> WriteFormats(DatasetCensus census, List<VariationLineage> variations, Action stepDone,
        CancellationToken cancellation)
    {
        List<FormatRun> runs = [];
        Task last = Task.CompletedTask;
        try
        {
            foreach (string format in formats.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                runs.Add(new FormatRun(folder, PackageFormats.All[format](plan), plan, jobs, cancellation));
            }

            bool[] wereThere = [.. runs.Select(r => r.Head is not null)];
            Task lastButOne = Task.CompletedTask;
            foreach ((int i, (SourceSequence sequence, DatasetCensus counted)) in WorkQueue.Ahead(plan.Source.Sequences.Select(n =>
                (Func<(SourceSequence, DatasetCensus)>)(() => Open(n, cancellation))), SequencesAhead).Index())
            {
                census.Add(counted);
                variations.Add(new VariationLineage(sequence.Number, DatasetLineage.ValuesOf(sequence.Scenario)));

                // The end of a sequence leaves processors free, so the next one begins before it; no more than two are under way.
                lastButOne.GetAwaiter().GetResult();
                WrittenSequence[] written = [.. runs.Where(r => !r.Has(i)).Select(r => r.Write(sequence))];
                Task before = last;
                (lastButOne, last) = (last, Task.Run(() => CompleteAsync(before, sequence, written, stepDone, cancellation), CancellationToken.None));
            }

            last.GetAwaiter().GetResult();
            foreach (FormatRun run in runs)
            {
                cancellation.ThrowIfCancellationRequested();
                run.Finish();
            }

            return [.. runs.Select((r, i) =>
                new PackagedFormat(r.Writer.Name, r.Writer.Carries, r.Head!.Files, r.Head.Bytes, wereThere[i], r.Head.Dropped))];
        }
        finally
        {
            last.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
            runs.ForEach(r => r.Dispose());
        }
    }

    /// <summary>A sequence with all labels read, and what it holds.</summary>
    private (SourceSequence Sequence, DatasetCensus Census) Open(int number, CancellationToken cancellation)
    {
        SourceSequence sequence = plan.Source.OpenSequence(number);
        sequence.ReadFrames(jobs, cancellation);
        return (sequence, DatasetCensus.Of(sequence));
    }

    /// <summary>Waits until a sequence and those before it are whole, and notes it.</summary>
    private async Task CompleteAsync(Task before, SourceSequence sequence, WrittenSequence[] written, Action stepDone, CancellationToken cancellation)
    {
        await before;
        if (written.Length > 0)
        {
            await Task.WhenAll(written.Select(w => w.Files));

            // What no format carries is compared too, before the sequence counts as done: a package speaks of whole sequences.
            sequence.ReadRest(jobs, cancellation);
            Array.ForEach(written, w => w.Run.Complete(w));
        }

        stepDone();
    }
}
