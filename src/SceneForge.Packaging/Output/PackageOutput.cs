using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Scenarios.Input;

namespace SceneForge.Packaging.Output;

/// <summary>
/// What a writer writes into: the files of its format's folder, and rows that are remembered between sequences. Files are written by several threads; each
/// path once. All paths are relative to the folder, with forward slashes.
/// </summary>
public sealed class PackageOutput : IDisposable
{
    private readonly string _folder;
    private readonly string _rows;
    private readonly WorkQueue _queue;
    private readonly Dictionary<string, RowSpool> _spools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileRecord?> _written = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, SpoolMark> _marks;
    private readonly int _jobs;

    /// <param name="folder">Of the format's files.</param>
    /// <param name="rows">Of its spools.</param>
    /// <param name="marks">Where an earlier run left the spools.</param>
    internal PackageOutput(string folder, string rows, SyntheticMark mark, IReadOnlyDictionary<string, SpoolMark> marks, int jobs, CancellationToken cancellation)
    {
        _folder = folder;
        _rows = rows;
        _marks = marks;
        _jobs = jobs;
        _queue = new WorkQueue(jobs, cancellation);
        Mark = mark;
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(rows);
        foreach (string name in marks.Keys)
        {
            Rows(name);
        }
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
        _queue.Add(() => Copy(full, path, sequence, sequence.Record(file), marked: false));
    }

    /// <summary>Copies a PNG or JPEG picture: the same pixels, with the synthetic mark.</summary>
    public void CopyImage(string path, SourceSequence sequence, string file)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        string full = Claim(path);
        _queue.Add(() => Copy(full, path, sequence, sequence.Record(file), marked: true));
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, () => bytes);

    /// <summary>Writes a file whose bytes are made on one of the threads; <paramref name="make"/> may only read.</summary>
    public void Write(string path, Func<ReadOnlyMemory<byte>> make)
    {
        string full = Claim(path);
        _queue.Add(() => WriteClaimed(full, path, make().Span));
    }

    /// <summary>Results of pieces of work in their order; a few are made ahead on other threads while the caller takes one.</summary>
    public IEnumerable<TResult> Ahead<TResult>(IEnumerable<Func<TResult>> work) => WorkQueue.Ahead(work, _jobs);

    /// <summary>Carries out work on one of the threads; it may write files by <see cref="WriteHere"/>, so that several come from what was read once.</summary>
    public void Run(Action work) => _queue.Add(work);

    /// <summary>Writes a file on the calling thread; the bytes are not kept.</summary>
    public void WriteHere(string path, ReadOnlySpan<byte> bytes) => WriteClaimed(Claim(path), path, bytes);

    /// <summary>Opens a file that is written piece by piece, by the caller's thread; it counts once it is disposed.</summary>
    public Stream Create(string path)
    {
        string full = Claim(path);
        return new HashingStream(full, (length, hash) => Note(new FileRecord(path, length, hash)));
    }

    /// <summary>Rows that are remembered until <see cref="IDatasetWriter.Finish"/>, by the table's name.</summary>
    public RowSpool Rows(string name)
    {
        if (!_spools.TryGetValue(name, out RowSpool? spool))
        {
            spool = new RowSpool(Path.Combine(_rows, name), _marks.GetValueOrDefault(name));
            _spools.Add(name, spool);
        }

        return spool;
    }

    /// <summary>Waits for the files; gives those written since the last call, ordered by path.</summary>
    internal IReadOnlyList<FileRecord> Complete()
    {
        _queue.Finish();
        lock (_written)
        {
            FileRecord[] files = [.. _written.Select(w => w.Value ?? throw new InvalidOperationException($"{w.Key} was opened and not closed.")).OrderBy(f => f.Path, StringComparer.Ordinal)];
            _written.Clear();
            return files;
        }
    }

    internal IEnumerable<(string Name, SpoolMark Mark)> Marks() => _spools.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value.Mark()));

    public void Dispose()
    {
        _queue.Dispose();
        foreach (RowSpool spool in _spools.Values)
        {
            spool.Dispose();
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
        using (SafeFileHandle file = Open(full, bytes.Length))
        {
            RandomAccess.Write(file, bytes, 0);
        }

        Note(FileRecord.Of(path, bytes));
    }

    private void Copy(string full, string path, SourceSequence sequence, FileRecord source, bool marked)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)source.Bytes);
        try
        {
            ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, sequence.Read(source.Path, buffer));
            (int at, byte[] mark) = marked ? Mark.Place(bytes.Span) : (0, []);
            if (mark.Length == 0)
            {
                WriteFile(full, [bytes]);
                Note(source with { Path = path });
                return;
            }

            ReadOnlyMemory<byte>[] pieces = [bytes[..at], mark, bytes[at..]];
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (ReadOnlyMemory<byte> piece in pieces)
            {
                hash.AppendData(piece.Span);
            }

            WriteFile(full, pieces);
            Note(new FileRecord(path, bytes.Length + mark.Length, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void WriteFile(string full, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        using SafeFileHandle file = Open(full, pieces.Sum(p => (long)p.Length));
        RandomAccess.Write(file, pieces, 0);
    }

    private static SafeFileHandle Open(string full, long bytes) => File.OpenHandle(full, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, bytes);
}
