using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A dense two-dimensional matrix of elements of one type, row after row without gaps.</summary>
public class Mat : IDisposable
{
    private byte[]? _own;
    private GCHandle _foreign;
    private nint _data;
    private MatType _type;
    private bool _disposed;

    public Mat()
    {
    }

    public Mat(int rows, int cols, MatType type) => Create(rows, cols, type);

    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    private Mat(int rows, int cols, MatType type, Array data)
    {
        (Rows, Cols, _type) = (rows, cols, type);
        _foreign = GCHandle.Alloc(data, GCHandleType.Pinned);
        _data = _foreign.AddrOfPinnedObject();
    }

    ~Mat() => Dispose(false);

    public int Rows { get; private set; }

    public int Cols { get; private set; }

    public int Height => Rows;

    public int Width => Cols;

    public unsafe byte* DataPointer => (byte*)_data;

    /// <summary>A matrix over pixels that stay where they are: no copy, and what is written shows in <paramref name="data"/>.</summary>
    /// <param name="step">Bytes from row to row; 0, or what fits without gaps.</param>
    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        long row = (long)cols * type.ChannelBytes * type.Channels;
        if (step != 0 && step != row)
        {
            throw new NotSupportedException("Only rows without gaps.");
        }

        return Buffer.ByteLength(data) >= row * rows ? new Mat(rows, cols, type, data) : throw new ArgumentException("The data is shorter than the matrix.", nameof(data));
    }

    public MatType Type() => _type;

    public int Depth() => _type.Depth;

    public int Channels() => _type.Channels;

    public int ElemSize() => _type.ChannelBytes * _type.Channels;

    public long Total() => (long)Rows * Cols;

    public bool Empty() => Total() == 0;

    public Size Size() => new(Cols, Rows);

    public T Get<T>(int i0, int i1)
        where T : struct => Marshal.PtrToStructure<T>(Element(i0, i1));

    public void Set<T>(int i0, int i1, T value)
        where T : struct => Marshal.StructureToPtr(value, Element(i0, i1), false);

    public unsafe ref T At<T>(int i0, int i1)
        where T : unmanaged => ref Unsafe.AsRef<T>((void*)Element(i0, i1));

    /// <summary>All elements, row after row.</summary>
    public unsafe Span<T> AsSpan<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new Span<T>((void*)_data, (int)(Total() * ElemSize() / sizeof(T)));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Room for elements of this size and type; what was there before is given up.</summary>
    internal void Create(int rows, int cols, MatType type)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_data != 0 && Rows == rows && Cols == cols && _type == type)
        {
            return;
        }

        Release();
        (Rows, Cols, _type) = (rows, cols, type);
        _own = GC.AllocateArray<byte>(checked(rows * cols * ElemSize()), pinned: true);
        _data = Marshal.UnsafeAddrOfPinnedArrayElement(_own, 0);
    }

    protected virtual void Dispose(bool disposing)
    {
        Release();
        _disposed = true;
    }

    private nint Element(int row, int column)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return (uint)row < (uint)Rows && (uint)column < (uint)Cols
            ? _data + ((nint)row * Cols + column) * ElemSize()
            : throw new ArgumentOutOfRangeException(nameof(row), $"({row}, {column}) lies outside of {Rows} x {Cols}.");
    }

    private void Release()
    {
        if (_foreign.IsAllocated)
        {
            _foreign.Free();
        }

        _own = null;
        _data = 0;
    }
}
