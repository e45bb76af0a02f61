using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Review.Data;

/// <summary>
/// The files of one sequence that may be served, found by sensor, frame and channel. The manifest is the only way to a file: no part of
/// a request ever becomes a path.
/// </summary>
internal sealed class SequenceFiles
{
    private readonly string _folder;
    private readonly Dictionary<(string Sensor, int Frame), List<KeyValuePair<string, FileRecord>>> _files = [];

    public SequenceFiles(string folder, IEnumerable<FileRecord> records)
    {
        _folder = Path.GetFullPath(folder);
        foreach (FileRecord record in records)
        {
            // CAM_FRONT/000007.depth.png is (CAM_FRONT, 7, depth); what follows the channel is the format.
            string[] parts = record.Path.Split('/');
            string[] name = parts[^1].Split('.');
            if (parts.Length == 2 && name.Length >= 2 && int.TryParse(name[0], NumberStyles.None, CultureInfo.InvariantCulture, out int frame))
            {
                if (!_files.TryGetValue((parts[0], frame), out List<KeyValuePair<string, FileRecord>>? channels))
                {
                    _files[(parts[0], frame)] = channels = [];
                }

                channels.Add(KeyValuePair.Create(name.Length == 2
                    ? name[1]
                    : string.Join('.', name[1..^1]) + (name[^1] == "npy" ? "_float32" : ""), record));
            }
        }

        Sensors = [.. _files.Keys.Select(k => k.Sensor).Where(s => s != DatasetLayout.LabelsFolder).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Folders of cameras and LiDARs, in order of their names.</summary>
    public IReadOnlyList<string> Sensors { get; }

    public FileRecord? Find(string sensor, int frame, string channel) =>
        _files.GetValueOrDefault((sensor, frame))?.Find(c => c.Key == channel).Value;

    public FileRecord? Labels(int frame) => Find(DatasetLayout.LabelsFolder, frame, "json");

    /// <summary>Channels that a sensor has at a frame, by name.</summary>
    public IEnumerable<KeyValuePair<string, FileRecord>> Channels(string sensor, int frame) =>
        (_files.GetValueOrDefault((sensor, frame)) ?? []).OrderBy(f => f.Key, StringComparer.Ordinal);

    /// <summary>Full path of a file, once it is sure to lie in the sequence's folder and to be no link.</summary>
    /// <exception cref="InputException">The manifest leads elsewhere.</exception>
    public string PathOf(FileRecord record)
    {
        string path = Path.GetFullPath(Path.Combine(_folder, record.Path));
        bool inside = path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (inside && new FileInfo(path).LinkTarget is null && new DirectoryInfo(Path.GetDirectoryName(path)!).LinkTarget is null)
        {
            return path;
        }

        throw new InputException(new InputError(Path.Combine(_folder, DatasetLayout.ManifestFile), 0, 0, "",
            $"\"{record.Path}\" leads out of the sequence's folder.", "Make the sequence again."));
    }

    /// <summary>
    /// What decisions on a picture bind to: SHA-256 over a line <c>path SP sha256 LF</c> of the camera's files at that frame and of the frame's
    /// labels, in ordinal order of the paths; null where there is no such picture.
    /// </summary>
    public string? Digest(string camera, int frame)
    {
        FileRecord[] records = [.. Channels(camera, frame).Select(c => c.Value)];
        if (records.Length == 0 || Labels(frame) is not { } labels)
        {
            return null;
        }

        string lines = string.Concat(records.Append(labels).OrderBy(r => r.Path, StringComparer.Ordinal).Select(r => $"{r.Path} {r.Sha256}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }
}
