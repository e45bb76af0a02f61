using System.Collections.Concurrent;
using System.Security.Cryptography;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Review.Data;

/// <summary>
/// Whether frames' files on the disk still are what their manifest says. A file that was not written since the last look is not read again.
/// </summary>
internal sealed class FileIntegrity(ReviewedDataset dataset)
{
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written, bool Holds)> _known = new(StringComparer.Ordinal);

    public bool Holds(FrameKey key)
    {
        SequenceFiles files = dataset.Open(key.Sequence).Files;
        return files.Labels(key.Frame) is { } labels && files.Channels(key.Camera,
            key.Frame).Select(c => c.Value).Append(labels).All(r => Holds(files, r));
    }

    private bool Holds(SequenceFiles files, FileRecord record)
    {
        try
        {
            FileInfo file = new(files.PathOf(record));
            if (_known.TryGetValue(file.FullName, out var known) && known.Length == file.Length && known.Written == file.LastWriteTimeUtc)
            {
                return known.Holds;
            }

            using FileStream stream = file.OpenRead();
            bool holds = Convert.ToHexStringLower(SHA256.HashData(stream)) == record.Sha256;
            _known[file.FullName] = (file.Length, file.LastWriteTimeUtc, holds);
            return holds;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InputException)
        {
            return false;
        }
    }
}
