namespace SceneForge.Frames.Png;

/// <summary>
/// Packs planes of bytes into one deflate stream (RFC 1951), a block with codes of its own for each plane. The bytes depend on the
/// planes alone, not on processor or runtime. One packer serves one thread and keeps its buffers.
/// </summary>
public sealed class PlaneDeflater
{
    private readonly DeflateWriter _deflate = new();
    private readonly List<Sequence> _sequences = [];
    private byte[] _output = [];

    /// <summary>Packs the planes in their order; there is at least one.</summary>
    /// <returns>The raw stream, valid until the next call.</returns>
    public ReadOnlyMemory<byte> Pack(IReadOnlyList<byte[]> planes)
    {
        ArgumentNullException.ThrowIfNull(planes);
        ArgumentOutOfRangeException.ThrowIfZero(planes.Count);
        int bound = planes.Sum(p => DeflateWriter.Bound(p.Length)) + 16;
        if (_output.Length < bound)
        {
            _output = new byte[bound];
        }

        _deflate.Reset();
        int at = 0;
        for (int i = 0; i < planes.Count; i++)
        {
            ZeroRuns.Find(planes[i], _sequences);
            at = _deflate.WriteBlock(planes[i], _sequences, i == planes.Count - 1, _output, at);
        }

        return _output.AsMemory(0, at);
    }
}
