namespace SceneForge.Packaging.Output;

/// <summary>What a format is written into: its folder, the rows and the list of files beside it, and the threads that write.</summary>
internal sealed class FormatOutput : IDisposable
{
    private const string FilesSpool = "files";

    private readonly string _folder;
    private readonly SyntheticMark _mark;
    private readonly int _jobs;
    private readonly RowSpools _rows;
    private readonly WorkQueue _queue;

    /// <param name="folder">Of the format's files.</param>
    /// <param name="rows">Of its spools.</param>
    /// <param name="state">Where an earlier run left them.</param>
    public FormatOutput(string folder, string rows, FormatJournal.State state, SyntheticMark mark, int jobs, CancellationToken cancellation)
    {
        (_folder, _mark, _jobs) = (folder, mark, jobs);
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(rows);
        _rows = new RowSpools(rows, state.Marks.Where(m => m.Key != FilesSpool));
        Files = new RowSpool(FilesPath(rows), FilesMark(state) ?? default);
        _queue = new WorkQueue(jobs, cancellation);
    }

    /// <summary>A line of files.jsonl for each file of the sequences that are done.</summary>
    public RowSpool Files { get; }

    /// <summary>Where an earlier run left the list of files; null if it left none.</summary>
    public static SpoolMark? FilesMark(FormatJournal.State state) => state.Marks.TryGetValue(FilesSpool, out SpoolMark mark) ? mark : null;

    public static string FilesPath(string rows) => Path.Combine(rows, FilesSpool);

    /// <summary>Takes the next sequence, or what speaks of all.</summary>
    public PackageOutput Begin() => new(_folder, _rows, _mark, _queue, _jobs);

    /// <summary>Where the writer's rows stand now.</summary>
    public IReadOnlyDictionary<string, SpoolMark> Marks() => _rows.Marks();

    /// <summary>Marks of a sequence that is done, with that of the list.</summary>
    public IReadOnlyDictionary<string, SpoolMark> WithFiles(IReadOnlyDictionary<string, SpoolMark> marks) =>
        new Dictionary<string, SpoolMark>(marks, StringComparer.Ordinal) { [FilesSpool] = Files.Mark() };

    public void Dispose()
    {
        _queue.Dispose();
        _rows.Dispose();
        Files.Dispose();
    }
}
