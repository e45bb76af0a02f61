using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Scenarios.Input;

namespace SceneForge.Packaging.Output;

/// <summary>
/// Brings one format of a package to its end: in a folder under <c>.partial</c>, sequence by sequence, and renamed when whole and on the disk. After an
/// interruption it goes on behind the last whole sequence, once the files before it are found as they were written.
/// </summary>
internal sealed class FormatRun : IDisposable
{
    private const string FilesSpool = "files";

    private readonly IDatasetWriter _writer;
    private readonly string _plan;
    private readonly string _final;
    private readonly string _partial;
    private readonly FormatJournal? _journal;
    private readonly PackageOutput? _output;
    private readonly DurableFiles _durable = new();
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
            Head = head.Plan == _plan ? head : throw new InputException(new InputError(_final, 0, 0, "", "The folder holds a package of other frames, another verdict or other splits.", "Choose another folder, or remove this one."));
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
        _done = state.Sequences;
        _output = new PackageOutput(_partial, RowsPath, new SyntheticMark(plan.Source.RootHash, plan.Review), state.Marks, jobs, cancellation);
        foreach ((string what, long count) in state.Dropped)
        {
            _output.Dropped.Add(what, count);
        }
    }

    public IDatasetWriter Writer => _writer;

    /// <summary>What was written, once it is whole.</summary>
    public FileListHead? Head { get; private set; }

    private string JournalPath => _partial + ".journal";

    private string RowsPath => _partial + ".rows";

    /// <summary>Whether the sequence at a place in the order is in already.</summary>
    public bool Has(int index) => Head is not null || index < _done;

    /// <summary>Writes a sequence; files may still be under way after this.</summary>
    public void Write(SourceSequence sequence) => _writer.Write(sequence, _output!);

    /// <summary>Waits for the sequence's files and notes that it is done.</summary>
    public void Complete()
    {
        NoteFiles(_output!);
        _done++;
        _journal!.Add(new FormatJournal.State(_done, _output!.Marks().ToDictionary(m => m.Name, m => m.Mark, StringComparer.Ordinal), _output.Dropped.Counts));
    }

    /// <summary>Writes the tables and the list of files, and gives the folder its name.</summary>
    public void Finish()
    {
        if (Head is not null)
        {
            return;
        }

        _writer.Finish(_output!);
        RowSpool files = NoteFiles(_output!);
        string list = Path.Combine(_partial, PackageLayout.FilesFile);
        long bytes = files.Lines().Select((line, i) => FileList.ParseFile(list, i, line).Bytes).Sum();
        FileListHead head = new(_writer.Name, _plan, files.Count, bytes, _output!.Dropped.Counts);
        using (StreamWriter writer = new(list) { NewLine = "\n" })
        {
            writer.WriteLine(FileList.Line(head));
            foreach (string line in files.Lines())
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

    /// <summary>Waits for the files that were written, lists them, and has them brought to the disk.</summary>
    private RowSpool NoteFiles(PackageOutput output)
    {
        IReadOnlyList<FileRecord> written = output.Complete();
        RowSpool files = output.Rows(FilesSpool);
        foreach (FileRecord file in written)
        {
            files.Add(FileList.Line(file));
        }

        _durable.Add([.. written.Select(w => PackageLayout.Full(_partial, w.Path))]);
        return files;
    }

    private bool IsWhole(FormatJournal.State state, int jobs, CancellationToken cancellation)
    {
        if (!state.Marks.TryGetValue(FilesSpool, out SpoolMark files) || state.Marks.Any(m => !(new FileInfo(Path.Combine(RowsPath, m.Key)) is { Exists: true } spool && spool.Length >= m.Value.Bytes)))
        {
            return state.Sequences == 0 && !Directory.Exists(_partial) && !Directory.Exists(RowsPath);
        }

        using RowSpool lines = new(Path.Combine(RowsPath, FilesSpool), files);
        return Parallel.ForEach(lines.Lines(), new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, (line, loop) =>
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
