using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace SceneForge.Packaging.Output;

/// <summary>A file that is written from start to end while another thread takes its hash, block by block.</summary>
internal sealed class HashingStream(string path, Action<long, string> finished) : Stream
{
    private const int BlockBytes = 1 << 18;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _block = new byte[BlockBytes];
    private byte[] _hashed = new byte[BlockBytes];
    private int _filled;
    private long _written;
    private Task _hashing = Task.CompletedTask;

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
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, BlockBytes - _filled);
            buffer[..count].CopyTo(_block.AsSpan(_filled));
            buffer = buffer[count..];
            _filled += count;
            if (_filled == BlockBytes)
            {
                WriteBlock();
            }
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
                WriteBlock();
                _hashing.GetAwaiter().GetResult();
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

    private void WriteBlock()
    {
        _hashing.GetAwaiter().GetResult();
        (byte[] block, int count) = (_block, _filled);
        _hashing = Task.Run(() => _hash.AppendData(block, 0, count));
        RandomAccess.Write(_file, block.AsSpan(0, count), _written);
        (_block, _hashed) = (_hashed, _block);
        _written += count;
        _filled = 0;
    }
}
