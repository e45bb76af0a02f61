using System.Collections.Concurrent;
using SceneForge.Frames.Encoders;
using SceneForge.Scenarios.Input;

namespace SceneForge.Frames.Storage;

/// <summary>Writes a dataset's folder, sequence by sequence. Sequences may be written at the same time, each by its own writer.</summary>
public sealed class DatasetWriter : IDisposable
{
    private readonly string _folder;
    private readonly byte[] _document;
    private readonly bool _folderExisted;
    private readonly ConcurrentBag<ChannelEncoder> _encoders = [];
    private readonly Lock _publishing = new();

    private DatasetWriter(string folder, byte[] document, EncoderSettings settings)
    {
        _folder = folder;
        _document = document;
        _folderExisted = Directory.Exists(folder);
        Settings = settings;
    }

    public EncoderSettings Settings { get; }

    private string DatasetPath => Path.Combine(_folder, DatasetLayout.DatasetFile);

    private string PartialPath => Path.Combine(_folder, DatasetLayout.PartialFolder);

    /// <summary>Opens a folder for writing, whether it exists or not. Nothing is written before the first sequence begins.</summary>
    /// <exception cref="InputException">The folder holds a dataset that was made from something else.</exception>
    public static DatasetWriter Open(string folder, DatasetInfo info, EncoderSettings? settings = null)
    {
        settings ??= EncoderSettings.Default;
        folder = Path.GetFullPath(folder);
        DatasetWriter writer = new(folder, Documents.Dataset(info, settings), settings);
        writer.RequireSameDataset();
        return writer;
    }

    /// <summary>Whether a sequence stands complete under its name.</summary>
    public bool IsComplete(int number) => File.Exists(Path.Combine(DatasetLayout.Sequence(_folder, number), DatasetLayout.ManifestFile));

    /// <summary>Begins a sequence that is not complete yet. What an interrupted run left of it is removed.</summary>
    public SequenceWriter Begin(SequenceHeader header)
    {
        if (IsComplete(header.Number))
        {
            throw new InvalidOperationException($"Sequence {header.Number} is complete.");
        }

        string partial = Path.Combine(PartialPath, DatasetLayout.Number(header.Number));
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        return new SequenceWriter(this, header, partial);
    }

    /// <summary>Removes the folder for unfinished sequences, and the dataset's folder if this writer made it and nothing was completed.</summary>
    public void Dispose()
    {
        DeleteIfEmpty(PartialPath);
        if (!_folderExisted)
        {
            DeleteIfEmpty(_folder);
        }
    }

    internal ChannelEncoder RentEncoder() => _encoders.TryTake(out ChannelEncoder? encoder) ? encoder : new ChannelEncoder();

    internal void Return(ChannelEncoder encoder) => _encoders.Add(encoder);

    /// <summary>Gives a finished sequence its name; dataset.json goes before the first.</summary>
    internal void Publish(string partial, int number)
    {
        lock (_publishing)
        {
            WriteDatasetFile();
            string sequences = Path.Combine(_folder, DatasetLayout.SequencesFolder);
            Directory.CreateDirectory(sequences);
            Directory.Move(partial, DatasetLayout.Sequence(_folder, number));
            DurableFile.SyncFolder(sequences);
            DurableFile.SyncFolder(_folder);
        }
    }

    internal void Discard(string partial)
    {
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        DeleteIfEmpty(PartialPath);
    }

    private void WriteDatasetFile()
    {
        if (File.Exists(DatasetPath))
        {
            RequireSameDataset();
            return;
        }

        string temporary = Path.Combine(PartialPath, DatasetLayout.DatasetFile);
        File.Delete(temporary);
        DurableFile.Write(temporary, _document);
        DurableFile.Sync(temporary);
        File.Move(temporary, DatasetPath);
    }

    private void RequireSameDataset()
    {
        if (File.Exists(DatasetPath) && !File.ReadAllBytes(DatasetPath).AsSpan().SequenceEqual(_document))
        {
            throw new InputException(new InputError(DatasetPath, 0, 0, "", "The folder holds a dataset of another spec, renderer, encoding or tool version.", "Choose another output folder, or remove this one."));
        }
    }

    private static void DeleteIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}
