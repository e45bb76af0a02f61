using System.Globalization;

namespace SceneForge.Review.Storage;

/// <summary>
/// The last acknowledged record's number and hash, in a file beside the database. SQLite drops a damaged write-ahead log without a word; with
/// this a log that ends too early is found. The file itself is not synced: after a power cut it may name an earlier record, which the log must
/// hold as well.
/// </summary>
internal sealed class LogHeadFile(string database)
{
    private readonly string _path = database + "-head";

    public void Write(ReviewEvent last)
    {
        string temporary = _path + ".tmp";
        File.WriteAllText(temporary, string.Create(CultureInfo.InvariantCulture, $"{last.Number} {last.Hash}\n"));
        File.Move(temporary, _path, overwrite: true);
    }

    /// <summary>What is wrong with a log, or null.</summary>
    /// <param name="hashOf">Hash of a record, or null where there is none.</param>
    public string? Check(Func<long, string?> hashOf)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        string[] parts = File.ReadAllText(_path).TrimEnd('\n').Split(' ');
        return parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture,
            out long number) ? $"{Path.GetFileName(_path)} does not read."
            : hashOf(number) == parts[1] ? null
            : $"Record {number}, which was acknowledged, is not there or is another one.";
    }
}
