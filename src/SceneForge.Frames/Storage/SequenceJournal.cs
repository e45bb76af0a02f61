using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Storage;

namespace SceneForge.Frames.Storage;

/// <summary>A frame that is on the disk with all of its files.</summary>
internal sealed record JournalRecord(int Frame, IReadOnlyList<FileRecord> Files);

/// <summary>
/// What is finished of a sequence: an append-only file beside its unfinished folder, one line a frame, each with a checksum of its own, so that
/// a torn last line is seen and dropped. The open file is also the claim on the sequence: the operating system holds it and lets go of it
/// when the process ends, however it ends.
/// </summary>
internal sealed class SequenceJournal : IDisposable
{
    private const int SumLength = 16;

    private readonly FileStream _file;
    private readonly List<JournalRecord> _records = [];

    private readonly Disk _disk;

    private SequenceJournal(FileStream file, Disk disk) => (_file, _disk) = (file, disk);

    public string Path => _file.Name;

    /// <summary>SHA-256 over the sequence's tables that its frames were made for; empty in a new journal.</summary>
    public string Tables { get; private set; } = "";

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>Opens and claims a journal, new or with what an interrupted run left; null where another process holds it.</summary>
    public static SequenceJournal? TryOpen(string path, Disk disk)
    {
        FileStream file;
        try
        {
            file = disk.OpenAlone(path);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }

        try
        {
            SequenceJournal journal = new(file, disk);
            journal.Load();
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Forgets everything; frames from here on belong to the given tables.</summary>
    public void Restart(string tables)
    {
        _records.Clear();
        _disk.Truncate(_file, 0);
        Tables = tables;
        Append($"{{\"tables\":\"{tables}\"}}");
    }

    /// <summary>Notes a frame whose files are on the disk; returns once the note is there too. Not safe to call from two threads at once.</summary>
    public void Add(JournalRecord record)
    {
        IEnumerable<string> files = record.Files.Select(f => string.Create(CultureInfo.InvariantCulture,
            $"{{\"path\":{JsonDocumentWriter.Quote(f.Path)},\"bytes\":{f.Bytes},\"sha256\":\"{f.Sha256}\"}}"));
        Append(string.Create(CultureInfo.InvariantCulture, $"{{\"frame\":{record.Frame},\"files\":[{string.Join(',', files)}]}}"));
        _records.Add(record);
    }

    /// <summary>Lets go of the sequence, and removes the journal.</summary>
    public void Delete()
    {
        _disk.Delete(Path);
        Dispose();
    }

    public void Dispose() => _file.Dispose();

    // The lock's error numbers: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    internal static bool IsHeld(IOException e) => (e.HResult & 0xffff) is 11 or 35 or 32;

    private void Append(string json) => _disk.Append(_file, Encoding.UTF8.GetBytes($"{Sum(json)} {json}\n"));

    private void Load()
    {
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        int start = 0;
        while (Array.IndexOf(bytes, (byte)'\n', start) is var end && end >= 0 && TryLine(Encoding.UTF8.GetString(bytes, start, end - start)))
        {
            start = end + 1;
        }

        _disk.Truncate(_file, start);
    }

    private bool TryLine(string line)
    {
        if (line.Length <= SumLength || line[SumLength] != ' ' || Sum(line[(SumLength + 1)..]) != line[..SumLength])
        {
            return false;
        }

        JObject entry = JObject.Parse(line[(SumLength + 1)..]);
        if (entry["tables"] is { } tables)
        {
            Tables = (string)tables!;
        }
        else
        {
            _records.Add(new JournalRecord((int)entry["frame"]!, [.. entry["files"]!.Select(f =>
                new FileRecord((string)f["path"]!, (long)f["bytes"]!, (string)f["sha256"]!))]));
        }

        return true;
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..SumLength];
}
