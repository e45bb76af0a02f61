using System.Runtime.CompilerServices;

namespace ILGPU;

/// <summary>Memory of an accelerator, as kernels see it.</summary>
public readonly struct ArrayView<T>
    where T : unmanaged
{
    private readonly T[] _items;

    internal ArrayView(T[] items) => _items = items;

    public long Length => _items.Length;

    public ref T this[Index1D index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _items[index.X];
    }
}

/// <summary>Memory that one thread of a kernel has for itself.</summary>
public static class LocalMemory
{
    /// <param name="extent">Number of elements; a constant.</param>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => new(new T[extent]);
}
