using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;

namespace SceneForge.Packaging;

/// <summary>
/// Brings one format of a package to its end: in a folder under <c>.partial</c>, sequence by sequence, and renamed when whole and on the disk.
/// After an interruption it goes on behind the last whole sequence, once the files before it are found as they were written.
/// </summary>
internal sealed class FormatRun : IDisposable
{
    private readonly IDatasetWriter _writer;
    private readonly string _plan;
    private readonly string _final;
    private readonly string _partial;
    private readonly FormatJournal? _journal;
    private readonly FormatOutput? _output;
    private readonly DroppedLabels _dropped = new();
    private readonly DurableFiles _durable = new();
    private readonly int _found;
    private int _done;

    public FormatRun(string package, IDatasetWriter writer, PackagePlan plan, int jobs, CancellationToken cancellation)
    {
        _writer = writer;
        _plan = plan.Sha256;
        _final = Path.Combine(package, writer.Name);
        _partial = Path.Combine(package, PackageLayout.PartialFolder, writer.Name);
        if (Directory.Exists(_final))
        {
            FileListHead head = FileList.ReadHead(Path.Combine(_final, PackageLayout.FilesFile));
            Head = head.Plan == _plan
                ? head
                : throw new InputException(new InputError(_final, 0, 0, "",
                    "The folder holds a package of other frames, another verdict or other splits.", "Choose another folder, or remove this one."));
            return;
        }

        _journal = FormatJournal.Open(JournalPath);
        FormatJournal.State state = _journal.Read(_plan);
        if (!IsWhole(state, jobs, cancellation))
        {
            state = FormatJournal.State.Nothing;
            Delete(_partial);
            Delete(RowsPath);
        }

        _journal.Restart(_plan, state);
        _found = state.Sequences;
        _done = _found;
        _dropped.Add(state.Dropped);
        _output = new FormatOutput(_partial, RowsPath, state, new SyntheticMark(plan.Source.RootHash, plan.Review), jobs, cancellation);
    }

    public IDatasetWriter Writer => _writer;

    /// <summary>What was written, once it is whole.</summary>
    public FileListHead? Head { get; private set; }

    private string JournalPath => _partial + ".journal";

    private string RowsPath => _partial + ".rows";

    /// <summary>Whether an earlier run left the sequence at a place in the order whole.</summary>
    public bool Has(int index) => Head is not null || index < _found;

    /// <summary>Writes a sequence; files may still be under way after this.</summary>
    public WrittenSequence Write(SourceSequence sequence)
    {
        PackageOutput output = _output!.Begin();
        _writer.Write(sequence, output);
        return new WrittenSequence(this, output.CompleteAsync(), output.Dropped, _output.Marks());
    }

    /// <summary>Notes that a sequence is done, one after the other in the order of the sequences. The next one may be under way.</summary>
    public void Complete(WrittenSequence written)
    {
        NoteFiles(written.Files.GetAwaiter().GetResult());
        _dropped.Add(written.Dropped.Counts);
        _done++;
        _journal!.Add(new FormatJournal.State(_done, _output!.WithFiles(written.Marks), _dropped.Counts));
    }

    /// <summary>Writes the tables and the list of files, and gives the folder its name.</summary>
    public void Finish()
    {
        if (Head is not null)
        {
            return;
        }

        PackageOutput tables = _output!.Begin();
        _writer.Finish(tables);
        NoteFiles(tables.CompleteAsync().GetAwaiter().GetResult());
        _dropped.Add(tables.Dropped.Counts);
        string list = Path.Combine(_partial, PackageLayout.FilesFile);
        long bytes = _output.Files.Lines().Select((line, i) => FileList.ParseFile(list, i, line).Bytes).Sum();
        FileListHead head = new(_writer.Name, _plan, _output.Files.Count, bytes, _dropped.Counts);
        using (StreamWriter writer = new(list) { NewLine = "\n" })
        {
            writer.WriteLine(FileList.Line(head));
            foreach (string line in _output.Files.Lines())
            {
                writer.WriteLine(line);
            }
        }

        _durable.Add([list]);
        _durable.Wait(_partial);
        Directory.Move(_partial, _final);
        Head = head;
    }

    public void Dispose()
    {
        _output?.Dispose();
        _durable.Dispose();
        _journal?.Dispose();
        if (Head is null)
        {
            return;
        }

        Delete(RowsPath);
        if (File.Exists(JournalPath))
        {
            File.Delete(JournalPath);
        }
    }

    /// <summary>Lists files, and has them brought to the disk.</summary>
    private void NoteFiles(IReadOnlyList<FileRecord> written)
    {
        foreach (FileRecord file in written)
        {
            _output!.Files.Add(FileList.Line(file));
        }

        _durable.Add([.. written.Select(w => PackageLayout.Full(_partial, w.Path))]);
    }

    private bool IsWhole(FormatJournal.State state, int jobs, CancellationToken cancellation)
    {
        if (FormatOutput.FilesMark(state) is not { } files || state.Marks.Any(m =>
            !(new FileInfo(Path.Combine(RowsPath, m.Key)) is { Exists: true } spool && spool.Length >= m.Value.Bytes)))
        {
            return state.Sequences == 0 && !Directory.Exists(_partial) && !Directory.Exists(RowsPath);
        }

        using RowSpool lines = new(FormatOutput.FilesPath(RowsPath), files);
        return Parallel.ForEach(lines.Lines(), new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
            (line, loop) =>
        {
            if (!IsWhole(line))
            {
                loop.Stop();
            }
        }).IsCompleted;
    }

    private bool IsWhole(string line)
    {
        try
        {
            FileRecord file = FileList.ParseFile(JournalPath, 0, line);
            string path = PackageLayout.Full(_partial, file.Path);
            if (file.DiffersFrom(path) is not null)
            {
                return false;
            }

            // The run that wrote it may have ended before it was on the disk.
            Disk.Real.Sync(path);
            return true;
        }
        catch (InputException)
        {
            // A spool that a loss of power left without its bytes.
            return false;
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A sequence in one format: its files may be under way still.</summary>
/// <param name="Files">What they are once they are written.</param>
/// <param name="Dropped">What the format had no place for.</param>
/// <param name="Marks">Where the rows stood behind it.</param>
internal sealed record WrittenSequence(FormatRun Run, Task<IReadOnlyList<FileRecord>> Files, DroppedLabels Dropped, IReadOnlyDictionary<string,
    SpoolMark> Marks);
