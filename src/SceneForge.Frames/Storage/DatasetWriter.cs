using System.Collections.Concurrent;
using System.Globalization;
using SceneForge.Base.Storage;
using SceneForge.Frames.Encoders;
using SceneForge.Base.Input;

namespace SceneForge.Frames.Storage;

/// <summary>Writes a dataset's folder, sequence by sequence. Sequences may be written at the same time, each by its own writer.</summary>
public sealed class DatasetWriter : IDisposable
{
    private const string JournalSuffix = ".journal";

    // Each failed claim means that another process has just ended; so many do not end in a row.
    private const int MostClaims = 1000;

    private readonly string _folder;
    private readonly byte[] _document;
    private readonly bool _folderExisted;
    private readonly ConcurrentBag<ChannelEncoder> _encoders = [];
    private readonly Lock _publishing = new();

    private DatasetWriter(string folder, byte[] document, EncoderSettings settings, Disk disk)
    {
        Disk = disk;
        _folder = folder;
        _document = document;
        _folderExisted = Directory.Exists(folder);
        Settings = settings;
    }

    public EncoderSettings Settings { get; }

    internal Disk Disk { get; }

    /// <summary>SHA-256 of dataset.json.</summary>
    internal string DocumentSha256 => FileRecord.Of(DatasetLayout.DatasetFile, _document).Sha256;

    private string DatasetPath => Path.Combine(_folder, DatasetLayout.DatasetFile);

    private string PartialPath => Path.Combine(_folder, DatasetLayout.PartialFolder);

    /// <summary>Opens a folder for writing, whether it exists or not. Nothing is written before the first sequence begins.</summary>
    /// <exception cref="InputException">The folder holds a dataset that was made from something else.</exception>
    public static DatasetWriter Open(string folder, DatasetInfo info, EncoderSettings? settings = null) => Open(folder, info, settings, Disk.Real);

    internal static DatasetWriter Open(string folder, DatasetInfo info, EncoderSettings? settings, Disk disk)
    {
        settings ??= EncoderSettings.Default;
        folder = Path.GetFullPath(folder);
        DatasetWriter writer = new(folder, Documents.Dataset(info, settings), settings, disk);
        writer.RequireSameDataset();
        return writer;
    }

    /// <summary>Whether a sequence stands complete under its name.</summary>
    public bool IsComplete(int number) => DatasetLayout.IsComplete(_folder, number);

    /// <summary>
    /// Begins a sequence that is not complete yet, or goes on where an interrupted run left it; null where another process is writing it, or has
    /// completed it meanwhile.
    /// </summary>
    /// <param name="only">Makes an excerpt of these frames under <c>excerpts/</c> instead; one that is there is replaced.</param>
    public SequenceWriter? TryBegin(SequenceHeader header, FrameSelection? only = null)
    {
        string partial = Path.Combine(PartialPath, DatasetLayout.Number(header.Number) + (only is null ? "" : ".excerpt"));
        if (TryClaim(partial + JournalSuffix) is not { } journal)
        {
            return null;
        }

        try
        {
            if (only is not null)
            {
                journal.Restart("");
            }
            else if (IsComplete(header.Number))
            {
                journal.Delete();
                return null;
            }

            return new SequenceWriter(this, header, only, partial, journal);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Removes what killed processes left beside complete sequences, the folder for unfinished ones where it is then empty, and the dataset's
    /// folder if this writer made it and nothing was written.
    /// </summary>
    public void Dispose()
    {
        DeleteLeftovers();
        DeleteIfEmpty(PartialPath);
        if (!_folderExisted)
        {
            DeleteIfEmpty(_folder);
        }
    }

    internal ChannelEncoder RentEncoder() => _encoders.TryTake(out ChannelEncoder? encoder) ? encoder : new ChannelEncoder();

    internal void Return(ChannelEncoder encoder) => _encoders.Add(encoder);

    /// <summary>Gives a finished sequence its name; dataset.json goes before the first.</summary>
    internal void Publish(string partial, int number, string kind)
    {
        lock (_publishing)
        {
            // All that the sequence needs to be found is on the disk before it goes there: until then its journal stands.
            WriteDatasetFile();
            string parent = Path.Combine(_folder, kind);
            string final = Path.Combine(parent, DatasetLayout.Number(number));
            Disk.CreateDurableFolder(parent);
            Disk.SyncFolder(_folder);
            if (Directory.Exists(final))
            {
                Disk.DeleteFolder(final);
            }

            Disk.MoveFolder(partial, final);
            Disk.SyncFolder(parent);
        }
    }

    /// <summary>Leaves an unfinished sequence to a later run, or nothing where no frame of it is whole.</summary>
    internal void Leave(SequenceFolder folder, SequenceJournal journal)
    {
        using (journal)
        {
            if (folder.Committed.Count > 0)
            {
                return;
            }

            if (Directory.Exists(folder.Path))
            {
                Disk.DeleteFolder(folder.Path);
            }

            journal.Delete();
        }
    }

    private SequenceJournal? TryClaim(string journal)
    {
        for (int attempt = 1; ; attempt++)
        {
            Disk.CreateDurableFolder(PartialPath);
            try
            {
                return SequenceJournal.TryOpen(journal, Disk);
            }
            catch (DirectoryNotFoundException) when (attempt < MostClaims)
            {
                // Another process that has ended took the empty folder away in between.
            }
        }
    }

    private void WriteDatasetFile()
    {
        if (File.Exists(DatasetPath))
        {
            RequireSameDataset();
            return;
        }

        // Other processes may do the same at the same time, with the same bytes.
        string temporary = Path.Combine(PartialPath, $"{DatasetLayout.DatasetFile}.{Guid.NewGuid():N}");
        Disk.Write(temporary, _document);
        try
        {
            Disk.Sync(temporary);
            Disk.Move(temporary, DatasetPath);
        }
        catch (FileNotFoundException) when (File.Exists(DatasetPath))
        {
            // One of them has ended since, and took this one for a leftover.
            RequireSameDataset();
        }
    }

    // A process that is killed just after it gave a sequence or dataset.json its name leaves the journal, or a second copy.
    private void DeleteLeftovers()
    {
        try
        {
            foreach (string path in Directory.Exists(PartialPath) ? Directory.GetFiles(PartialPath) : [])
            {
                string name = Path.GetFileName(path);
                if (name.StartsWith($"{DatasetLayout.DatasetFile}.", StringComparison.Ordinal) && File.Exists(DatasetPath))
                {
                    Disk.Delete(path);
                }
                else if (name.EndsWith(JournalSuffix, StringComparison.Ordinal)
                    && int.TryParse(name[..^JournalSuffix.Length], CultureInfo.InvariantCulture, out int number) && IsComplete(number))
                {
                    SequenceJournal.TryOpen(path, Disk)?.Delete();
                }
            }
        }
        catch (IOException)
        {
            // They are in nobody's way, and left to a later run.
        }
    }

    private void RequireSameDataset()
    {
        if (File.Exists(DatasetPath) && !File.ReadAllBytes(DatasetPath).AsSpan().SequenceEqual(_document))
        {
            throw new InputException(new InputError(DatasetPath, 0, 0, "",
                $"The folder holds another dataset: {DatasetMismatch.Of(DatasetPath, _document)}.",
                "Name another folder with --out, or remove this one."));
        }
    }

    internal static void DeleteIfEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // Another process has begun a sequence there, or has removed it.
        }
    }
}
