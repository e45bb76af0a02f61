using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Output;

/// <summary>
/// What a writer writes a sequence into, or what speaks of all: files of its format's folder, and rows that are remembered between sequences.
/// Files are written by several threads; each path once. All paths are relative to the folder, with forward slashes.
/// </summary>
public sealed class PackageOutput
{
    private readonly string _folder;
    private readonly RowSpools _rows;
    private readonly WorkQueue _queue;
    private readonly int _jobs;
    private readonly List<Task> _work = [];
    private readonly Dictionary<string, FileRecord?> _written = new(StringComparer.Ordinal);

    /// <param name="folder">Of the format's files.</param>
    /// <param name="queue">Its threads write them.</param>
    internal PackageOutput(string folder, RowSpools rows, SyntheticMark mark, WorkQueue queue, int jobs)
    {
        _folder = folder;
        _rows = rows;
        _queue = queue;
        _jobs = jobs;
        Mark = mark;
    }

    /// <summary>Counts what the format has no place for.</summary>
    public DroppedLabels Dropped { get; } = new();

    /// <summary>Goes into every picture that leaves the dataset; <see cref="CopyImage"/> does it.</summary>
    public SyntheticMark Mark { get; }

    /// <summary>Copies a file of the dataset as it is.</summary>
    public void Copy(string path, SourceSequence sequence, string file)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        string full = Claim(path);
        Run(() => Copy(full, path, () => SourceFile.Read(sequence, file), sequence.Record(file)));
    }

    /// <summary>Copies a PNG or JPEG picture: the same pixels, with the synthetic mark.</summary>
    public void CopyImage(string path, SourceSequence sequence, string file)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        string full = Claim(path);
        Run(() => Copy(full, path, () => SourceFile.Read(sequence, file, Mark), sequence.Record(file)));
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, () => bytes);

    /// <summary>Writes a file whose bytes are made on one of the threads; <paramref name="make"/> may only read.</summary>
    public void Write(string path, Func<ReadOnlyMemory<byte>> make)
    {
        string full = Claim(path);
        Run(() => WriteClaimed(full, path, make().Span));
    }

    /// <summary>Results of pieces of work in their order; a few are made ahead on other threads while the caller takes one.</summary>
    public IEnumerable<TResult> Ahead<TResult>(IEnumerable<Func<TResult>> work) => WorkQueue.Ahead(work, _jobs);

    /// <summary>
    /// Carries out work on one of the threads; it may write files by <see cref="WriteHere"/>, so that several come from what was read once.
    /// </summary>
    /// <returns>Ends with the work.</returns>
    public Task Run(Action work)
    {
        Task task = _queue.Add(work);
        _work.Add(task);
        return task;
    }

    /// <summary>Writes a file on the calling thread; the bytes are not kept.</summary>
    public void WriteHere(string path, ReadOnlySpan<byte> bytes) => WriteClaimed(Claim(path), path, bytes);

    /// <summary>Opens a file that is written piece by piece, by the caller's thread; it counts once it is disposed.</summary>
    public Stream Create(string path)
    {
        string full = Claim(path);
        return new HashingStream(full, (length, hash) => Note(new FileRecord(path, length, hash)));
    }

    /// <summary>Rows that are remembered until <see cref="IDatasetWriter.Finish"/>, by the table's name.</summary>
    public RowSpool Rows(string name) => _rows[name];

    /// <summary>Waits for the files; gives them ordered by path.</summary>
    internal async Task<IReadOnlyList<FileRecord>> CompleteAsync()
    {
        await Task.WhenAll(_work);
        lock (_written)
        {
            return [.. _written.Select(w => w.Value ?? throw new InvalidOperationException($"{w.Key} was opened and not closed."))
                .OrderBy(f => f.Path, StringComparer.Ordinal)];
        }
    }

    /// <summary>Takes a path that nothing else may write; gives it in full. For what another program writes, <see cref="Adopt"/> follows.</summary>
    internal string Claim(string path)
    {
        lock (_written)
        {
            if (!_written.TryAdd(path, null))
            {
                throw new InvalidOperationException($"{path} is written twice.");
            }
        }

        string full = PackageLayout.Full(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    /// <summary>Counts the file that stands at a claimed path now.</summary>
    internal void Adopt(string path)
    {
        using FileStream file = File.OpenRead(PackageLayout.Full(_folder, path));
        Note(new FileRecord(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file))));
    }

    private void Note(FileRecord record)
    {
        lock (_written)
        {
            _written[record.Path] = record;
        }
    }

    private void WriteClaimed(string full, string path, ReadOnlySpan<byte> bytes)
    {
        WriteFile(full, bytes);
        Note(FileRecord.Of(path, bytes));
    }

    private void Copy(string full, string path, Func<SourceFile> read, FileRecord source)
    {
        using SourceFile file = read();
        if (file.IsMarked)
        {
            WriteClaimed(full, path, file.Bytes);
        }
        else
        {
            WriteFile(full, file.Bytes);
            Note(source with { Path = path });
        }
    }

    private static void WriteFile(string full, ReadOnlySpan<byte> bytes)
    {
        using SafeFileHandle file = File.OpenHandle(full, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, bytes.Length);
        RandomAccess.Write(file, bytes, 0);
    }
}
