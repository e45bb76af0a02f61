using System.Collections.Immutable;
using SceneForge.Sensors.Labels;

namespace SceneForge.Quality.Checks.Data;

/// <summary>The pixels of one object in an instance channel.</summary>
/// <param name="Box">Tight box around them.</param>
public sealed record MaskExtent(Box2 Box, int Pixels)
{
    internal static ImmutableSortedDictionary<int, MaskExtent> Measure(ReadOnlySpan<ushort> instance, int width)
    {
        Dictionary<int, Extent> found = [];
        for (int p = 0; p < instance.Length;)
        {
            // Whole runs of one id within a row at a time.
            ushort id = instance[p];
            int rowEnd = p - p % width + width;
            int end = p + 1;
            while (end < rowEnd && instance[end] == id)
            {
                end++;
            }

            if (id != 0)
            {
                found.TryGetValue(id, out Extent? extent);
                (found[id] = extent ?? new Extent()).Add(p % width, end - p, p / width);
            }

            p = end;
        }

        return found.ToImmutableSortedDictionary(f => f.Key, f => f.Value.Finish());
    }

    private sealed class Extent
    {
        private (int XMin, int YMin, int XMax, int YMax) _box = (int.MaxValue, int.MaxValue, 0, 0);
        private int _pixels;

        public void Add(int x, int count, int y)
        {
            _box = (Math.Min(_box.XMin, x), Math.Min(_box.YMin, y), Math.Max(_box.XMax, x + count), Math.Max(_box.YMax, y + 1));
            _pixels += count;
        }

        public MaskExtent Finish() => new(new Box2(_box.XMin, _box.YMin, _box.XMax, _box.YMax), _pixels);
    }
}
