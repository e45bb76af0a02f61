using SceneForge.Base.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Frames.Storage;

/// <summary>Makes a sequence of a single frame out of a stored one, with some of its files replaced.</summary>
public static class SequenceExcerpt
{
    /// <summary>Bytes of labels/NNNNNN.json.</summary>
    public static byte[] Labels(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return LabelsDocument.Write(frame);
    }

    /// <summary>
    /// Writes one frame as sequence <paramref name="number"/> of another folder. Files that stay the same are linked where the file system can,
    /// else copied; they keep their paths, so that the frame's digest is the same too.
    /// </summary>
    /// <param name="folder">Folder of the dataset to write into; it has no such sequence yet.</param>
    /// <param name="replaced">New bytes by path.</param>
    /// <returns>The files of the new sequence.</returns>
    /// <exception cref="InputException">A file of the frame is missing.</exception>
    public static IReadOnlyList<FileRecord> Write(string folder, int number, SequenceReader source, int frame, IReadOnlyDictionary<string,
        byte[]> replaced)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(replaced);
        string target = DatasetLayout.Sequence(folder, number);
        List<FileRecord> files = [];
        foreach (FileRecord file in source.Files.Where(f =>
            DatasetLayout.IsOfFrame(f.Path, frame) || !f.Path.Contains('/', StringComparison.Ordinal)))
        {
            string path = Path.Combine(target, file.Path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (replaced.TryGetValue(file.Path, out byte[]? bytes))
            {
                File.WriteAllBytes(path, bytes);
                files.Add(FileRecord.Of(file.Path, bytes));
            }
            else
            {
                LinkOrCopy(source.PathOf(file.Path), path);
                files.Add(file);
            }
        }

        string[] strangers = [.. replaced.Keys.Except(files.Select(f => f.Path), StringComparer.Ordinal)];
        if (strangers.Length > 0)
        {
            throw new ArgumentException($"Frame {frame} has no file {string.Join(", ", strangers)}.", nameof(replaced));
        }

        File.WriteAllBytes(Path.Combine(target, DatasetLayout.ManifestFile),
            Documents.Manifest(number, source.DatasetSha256, new FrameSelection(frame, frame), files));
        return files;
    }

    private static void LinkOrCopy(string source, string target)
    {
        try
        {
            if (!HardLink.TryCreate(source, target))
            {
                File.Copy(source, target);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new InputError(source, 0, 0, "", "The file is missing.", "Restore it from its source."));
        }
    }
}
