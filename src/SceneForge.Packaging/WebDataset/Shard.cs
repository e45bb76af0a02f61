using System.Formats.Tar;
using System.Globalization;
using SceneForge.Packaging.Output;

namespace SceneForge.Packaging.WebDataset;

/// <summary>A tar file of samples that is being written: the next one of its split.</summary>
internal sealed class Shard : IDisposable
{
    private readonly RowSpool _index;
    private readonly string _name;
    private readonly Stream _stream;
    private readonly TarWriter _tar;
    private int _samples;

    public Shard(string split, PackageOutput output)
    {
        _index = output.Rows(split);
        _name = string.Create(CultureInfo.InvariantCulture, $"{split}-{_index.Count:D6}.tar");
        _stream = output.Create(_name);
        _tar = new TarWriter(_stream, TarEntryFormat.Ustar, leaveOpen: true);
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Position;

    /// <summary>Adds a sample.</summary>
    /// <param name="key">What its files' names begin with.</param>
    public void Put(string key, IEnumerable<(string Name, ArraySegment<byte> Bytes)> files)
    {
        foreach ((string name, ArraySegment<byte> bytes) in files)
        {
            // One owner, one time: the bytes depend on the dataset alone.
            _tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{key}.{name}")
            {
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                DataStream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false),
            });
        }

        _samples++;
    }

    /// <summary>Ends the file and notes it in the split's index.</summary>
    public void Finish()
    {
        _tar.Dispose();
        _index.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"url\":\"{_name}\",\"nsamples\":{_samples},\"filesize\":{_stream.Position}}}"));
        _stream.Dispose();
    }

    public void Dispose()
    {
        _tar.Dispose();
        _stream.Dispose();
    }
}
