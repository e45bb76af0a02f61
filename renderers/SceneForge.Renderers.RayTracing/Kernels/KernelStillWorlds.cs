using ILGPU.Runtime;
using SceneForge.Renderers.RayTracing.Building;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>
/// Still worlds in an accelerator's memory: each is taken there once, whatever the number of sweeps, and leaves when others have come and no scene
/// uses it any more. Thread-safe.
/// </summary>
internal sealed class KernelStillWorlds(Accelerator accelerator) : IDisposable
{
    // As many as the processor's own cache keeps.
    private const int Most = 4;

    private readonly Lock _changing = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Worlds that were taken to the accelerator so far.</summary>
    public int Uploads { get; private set; }

    /// <summary>A world's trees, until <see cref="Return"/>.</summary>
    public Entry Borrow(StillWorld world)
    {
        lock (_changing)
        {
            Entry? entry = _entries.Find(e => e.World == world);
            if (entry is null)
            {
                KernelMemory memory = new();
                memory.Add(world.Tree, t => world.Triangles[t]);
                entry = new Entry(world, memory.Upload(accelerator));
                Uploads++;
            }

            _entries.Remove(entry);
            _entries.Add(entry);
            entry.Users++;
            DropOldest();
            return entry;
        }
    }

    public void Return(Entry entry)
    {
        lock (_changing)
        {
            entry.Users--;
            DropOldest();
        }
    }

    public void Dispose() => _entries.ForEach(e => e.Trees.Dispose());

    private void DropOldest()
    {
        for (int i = 0; i < _entries.Count && _entries.Count > Most;)
        {
            if (_entries[i].Users > 0)
            {
                i++;
                continue;
            }

            _entries[i].Trees.Dispose();
            _entries.RemoveAt(i);
        }
    }

    /// <summary>A world that was taken to the accelerator.</summary>
    internal sealed class Entry(StillWorld world, KernelTreeBuffers trees)
    {
        public StillWorld World { get; } = world;

        public KernelTreeBuffers Trees { get; } = trees;

        /// <summary>Scenes that cast rays at it.</summary>
        public int Users { get; set; }
    }
}
