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
    {
        _memory = GC.AllocateUninitializedArray<byte>(items.Count * sizeof(T) + CacheLine, pinned: true);
        Items = (T*)(((nint)Unsafe.AsPointer(ref _memory[0]) + CacheLine - 1) / CacheLine * CacheLine);
        Count = items.Count;
        for (int i = 0; i < Count; i++)
        {
            Items[i] = items[i];
        }
    }

    /// <summary>Valid while this object is held.</summary>
    public T* Items { get; }

    public int Count { get; }
}
