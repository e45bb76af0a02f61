using System.Security.Cryptography;
using SceneForge.Base.Storage;

namespace SceneForge.Frames.Storage;

/// <summary>
/// The folder of an unfinished sequence. Files are written under other names first; a frame is committed by syncing them, giving them their names,
/// syncing the folders and then noting the frame in the journal. So a frame that the journal names is whole, whatever happens.
/// </summary>
internal sealed class SequenceFolder
{
    private const string Unfinished = ".tmp";

    private readonly SequenceJournal _journal;
    private readonly Disk _disk;
    private readonly Lock _committing = new();

    private SequenceFolder(string path, SequenceJournal journal, Disk disk)
    {
        Path = path;
        _journal = journal;
        _disk = disk;
    }

    public string Path { get; }

    /// <summary>Frames that are on the disk.</summary>
    public IReadOnlyList<JournalRecord> Committed => _journal.Records;

    /// <summary>Takes over what an earlier run left for the same tables; anything else is removed.</summary>
    /// <param name="tables">The sequence's tables by path; they are written now.</param>
    /// <param name="sensors">Names of the folders for data.</param>
    public static SequenceFolder Open(string path, SequenceJournal journal, IReadOnlyDictionary<string, byte[]> tables, IEnumerable<string> sensors,
        Disk disk)
    {
        string hash = HashOf(tables);
        SequenceFolder folder = new(path, journal, disk);
        if (journal.Tables != hash || !journal.Records.SelectMany(r => r.Files).All(folder.IsIntact))
        {
            journal.Restart(hash);
        }

        disk.CreateDurableFolder(path);
        folder.RemoveStrangers();
        foreach (string sensor in sensors.Append(DatasetLayout.LabelsFolder))
        {
            disk.CreateFolder(System.IO.Path.Combine(path, sensor));
        }

        // The journal lies beside the folder: with this, both are there to stay, before any frame is said to be done.
        disk.SyncFolder(path);
        disk.SyncFolder(System.IO.Path.GetDirectoryName(path)!);
        foreach ((string name, byte[] bytes) in tables)
        {
            folder.Stage(name, bytes);
        }

        folder.Settle([.. tables.Keys]);
        return folder;
    }

    /// <summary>Writes a file under its unfinished name.</summary>
    public FileRecord Stage(string path, ReadOnlySpan<byte> bytes)
    {
        _disk.Write(PathOf(path) + Unfinished, bytes);
        return FileRecord.Of(path, bytes);
    }

    /// <summary>Makes staged files of a frame final, then notes the frame.</summary>
    public void Commit(JournalRecord record)
    {
        Settle([.. record.Files.Select(f => f.Path)]);
        lock (_committing)
        {
            _journal.Add(record);
        }
    }

    /// <summary>Makes staged files final: after this they are on the disk under their names.</summary>
    public void Settle(IReadOnlyCollection<string> paths)
    {
        foreach (string path in paths)
        {
            _disk.Sync(PathOf(path) + Unfinished);
        }

        foreach (string path in paths)
        {
            _disk.Move(PathOf(path) + Unfinished, PathOf(path));
        }

        foreach (string folder in paths.Select(p => System.IO.Path.GetDirectoryName(PathOf(p))!).Distinct(StringComparer.Ordinal))
        {
            _disk.SyncFolder(folder);
        }
    }

    private bool IsIntact(FileRecord record)
    {
        FileInfo file = new(PathOf(record.Path));
        return file.Exists && file.Length == record.Bytes && FileRecord.Of(record.Path, File.ReadAllBytes(file.FullName)) == record;
    }

    // Files of frames that were under way, and of a manifest that was written but not published.
    private void RemoveStrangers()
    {
        HashSet<string> known = [.. _journal.Records.SelectMany(r => r.Files).Select(f => PathOf(f.Path))];
        foreach (string file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (!known.Contains(file))
            {
                _disk.Delete(file);
            }
        }
    }

    private static string HashOf(IReadOnlyDictionary<string, byte[]> tables)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string _, byte[] bytes) in tables.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            hash.AppendData(SHA256.HashData(bytes));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string PathOf(string path) => System.IO.Path.Combine(Path, path.Replace('/', System.IO.Path.DirectorySeparatorChar));
}
