using System.Runtime.CompilerServices;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>Values that never move in memory and begin on a cache line; freed with their owner.</summary>
internal sealed unsafe class AlignedArray<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    // Pinned: only its address is used.
    private readonly byte[] _memory;

    public AlignedArray(IReadOnlyList<T> items)
        : this(items.Count)
    {
        for (int i = 0; i < Count; i++)
        {
            Items[i] = items[i];
        }
    }

    /// <summary>A copy of another.</summary>
    public AlignedArray(AlignedArray<T> other)
        : this(other.Count)
    {
        new ReadOnlySpan<T>(other.Items, Count).CopyTo(new Span<T>(Items, Count));
    }

    private AlignedArray(int count)
    {
        _memory = GC.AllocateUninitializedArray<byte>(count * sizeof(T) + CacheLine, pinned: true);
        Items = (T*)(((nint)Unsafe.AsPointer(ref _memory[0]) + CacheLine - 1) / CacheLine * CacheLine);
        Count = count;
    }

    /// <summary>Valid while this object is held.</summary>
    public T* Items { get; }

    public int Count { get; }
}
