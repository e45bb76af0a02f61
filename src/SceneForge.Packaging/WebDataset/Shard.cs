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

    /// <summary>Begins a sample.</summary>
    public void Begin() => _samples++;

    // One owner, one time: the bytes depend on the dataset alone.
    public void Put(string name, byte[] bytes) => _tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        DataStream = new MemoryStream(bytes, writable: false),
    });

    /// <summary>Ends the file and notes it in the split's index.</summary>
    public void Finish()
    {
        _tar.Dispose();
        _index.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"url\":\"{_name}\",\"nsamples\":{_samples},\"filesize\":{_stream.Position}}}"));
    }

    public void Dispose()
    {
        _tar.Dispose();
        _stream.Dispose();
    }
}
