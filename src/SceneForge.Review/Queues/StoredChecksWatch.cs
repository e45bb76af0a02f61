using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Review.Data;

namespace SceneForge.Review.Queues;

/// <summary>Keeps the stored checks as they are on the disk: a check that ends while the server runs shows at the next queue.</summary>
internal sealed class StoredChecksWatch(ReviewedDataset dataset)
{
    private readonly Lock _lock = new();
    private string? _root;
    private (DateTime Written, long Bytes)? _seen;
    private volatile CheckResults _results = CheckResults.None;
    private int _version;

    /// <summary>Results as last read.</summary>
    public CheckResults Results => _results;

    /// <summary>Grows with each reading.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Hashes the dataset's manifests, which takes a while, and reads the checks for the first time.</summary>
    public void Begin()
    {
        if (dataset.Queue is not null)
        {
            return;
        }

        string root = DatasetRoot.HashOf(dataset.Reader.Folder);
        lock (_lock)
        {
            _root = root;
        }

        Refresh();
    }

    /// <summary>Reads the checks again where the file is another one.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            FileInfo file = new(Path.Combine(dataset.Reader.Folder, CheckReport.File));
            (DateTime, long)? now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
            if (_root is null || now == _seen)
            {
                return;
            }

            _seen = now;
            _results = CheckResults.Read(dataset, _root);
            Interlocked.Increment(ref _version);
        }
    }
}
