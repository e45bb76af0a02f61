using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace SceneForge.Packaging.Output;

/// <summary>
/// A file that is written from start to end, with its hash. Each part of it goes to the file while it lies in the processor's cache from being
/// hashed.
/// </summary>
internal sealed class HashingStream(string path, Action<long, string> finished) : Stream
{
    private const int BlockBytes = 1 << 17;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _block = new byte[BlockBytes];
    private int _filled;
    private long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_file.IsClosed;

    public override long Length => _written + _filled;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // Small pieces gather; what is large goes as it is.
        if (_filled > 0 || buffer.Length < BlockBytes)
        {
            int count = Math.Min(buffer.Length, BlockBytes - _filled);
            buffer[..count].CopyTo(_block.AsSpan(_filled));
            buffer = buffer[count..];
            _filled += count;
            if (_filled == BlockBytes)
            {
                Put(_block);
                _filled = 0;
            }
        }

        for (; buffer.Length >= BlockBytes; buffer = buffer[BlockBytes..])
        {
            Put(buffer[..BlockBytes]);
        }

        if (!buffer.IsEmpty)
        {
            buffer.CopyTo(_block);
            _filled = buffer.Length;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    /// <summary>Does nothing: the file is whole once this is disposed.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_file.IsClosed)
        {
            try
            {
                Put(_block.AsSpan(0, _filled));
                finished(_written, Convert.ToHexStringLower(_hash.GetHashAndReset()));
            }
            finally
            {
                _file.Dispose();
                _hash.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        RandomAccess.Write(_file, bytes, _written);
        _written += bytes.Length;
    }
}
