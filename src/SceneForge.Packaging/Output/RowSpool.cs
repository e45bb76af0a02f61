using System.Text;

namespace SceneForge.Packaging.Output;

/// <summary>Rows of a table that gather on the disk while sequences are written; one line of text each.</summary>
public sealed class RowSpool : IDisposable
{
    private readonly FileStream _file;

    /// <param name="keep">What an earlier run left and this one goes on from.</param>
    internal RowSpool(string path, SpoolMark keep)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        if (_file.Length < keep.Bytes)
        {
            throw new InvalidDataException($"{path} is shorter than its journal says.");
        }

        _file.SetLength(keep.Bytes);
        _file.Seek(0, SeekOrigin.End);
        Count = keep.Count;
    }

    /// <summary>Rows so far; the next one's number, counted from 0.</summary>
    public long Count { get; private set; }

    /// <param name="row">Text without line feeds, most often one JSON object.</param>
    public void Add(string row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Contains('\n', StringComparison.Ordinal))
        {
            throw new ArgumentException("A row holds no line feed.", nameof(row));
        }

        _file.Write(Encoding.UTF8.GetBytes(row));
        _file.WriteByte((byte)'\n');
        Count++;
    }

    /// <summary>All rows in their order, read from the disk one by one.</summary>
    public IEnumerable<string> Lines()
    {
        _file.Flush();
        using FileStream copy = new(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        using StreamReader reader = new(copy, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Where the spool stands now, with everything brought to the file.</summary>
    internal SpoolMark Mark()
    {
        _file.Flush();
        return new SpoolMark(Count, _file.Length);
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>A place in a spool.</summary>
internal readonly record struct SpoolMark(long Count, long Bytes);
