namespace ILGPU.Runtime;

public static class Stride1D
{
    /// <summary>Elements that follow each other.</summary>
    public readonly struct Dense;
}

/// <summary>Memory on an accelerator.</summary>
public sealed class MemoryBuffer1D<T, TStride> : IDisposable
    where T : unmanaged
    where TStride : struct
{
    internal MemoryBuffer1D(T[] items) => Items = items;

    public ArrayView1D<T, TStride> View => new(Items);

    internal T[] Items { get; }

    public void Dispose()
    {
    }
}

/// <summary>A view of a whole buffer.</summary>
public readonly struct ArrayView1D<T, TStride>
    where T : unmanaged
    where TStride : struct
{
    private readonly T[] _items;

    internal ArrayView1D(T[] items) => _items = items;

    public static implicit operator ArrayView<T>(ArrayView1D<T, TStride> view) => new(view._items);
}

public static class ArrayViewExtensions
{
    /// <summary>Copies all of an array to the accelerator.</summary>
    public static void CopyFromCPU<T, TStride>(this MemoryBuffer1D<T, TStride> buffer, T[] data)
        where T : unmanaged
        where TStride : struct
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(data);
        data.CopyTo(buffer.Items, 0);
    }

    /// <summary>A copy from the accelerator.</summary>
    public static T[] GetAsArray1D<T, TStride>(this MemoryBuffer1D<T, TStride> buffer)
        where T : unmanaged
        where TStride : struct
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return (T[])buffer.Items.Clone();
    }
}
