using SceneForge.Frames.Png;
using SceneForge.Packaging.Pictures;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads;

namespace SceneForge.Packaging.NuScenes;

/// <summary>
/// The map mask: 255 on the carriageway and the sidewalks, 0 elsewhere, 0.1 m a pixel. Pixel (px, py) has its centre at x = 0.1 px, y = 0.1
/// (height - py), as nuscenes-devkit's MapMask reads it. It is drawn row by row, so memory does not grow with the map.
/// </summary>
internal static class NuScenesMap
{
    private const double PixelsPerMetre = 10;

    // Metres beyond the last lane.
    private const double Margin = 1;

    public static byte[] Draw(IEnumerable<LaneOutline> lanes, Double3 offset)
    {
        Double3[][] areas = [.. lanes
            .Where(l => l.Type.IsCarriageway() || l.Type == LaneType.Sidewalk)
            .Select(l => l.Inner.Concat(l.Outer.Reverse()).Select(p => (p + offset) * PixelsPerMetre).ToArray())];
        int width = Size(areas, p => p.X);
        int height = Size(areas, p => p.Y);
        return PictureEncoder.Gray8(new MaskRows(areas, height), width, height, PngContent.Ids);
    }

    private static int Size(Double3[][] areas, Func<Double3, double> coordinate) =>
        1 + (int)Math.Ceiling(areas.SelectMany(a => a).Select(coordinate).DefaultIfEmpty(0).Max() + Margin * PixelsPerMetre);

    private readonly struct MaskRows(Double3[][] areas, int height) : IPngRows
    {
        private readonly (double Low, double High)[] _extents = [.. areas.Select(a => (a.Min(p => p.Y), a.Max(p => p.Y)))];

        public void Write(int y, Span<byte> row)
        {
            row.Clear();
            double level = height - y;
            for (int i = 0; i < areas.Length; i++)
            {
                if (_extents[i].Low <= level && level <= _extents[i].High)
                {
                    Fill(areas[i], level, row);
                }
            }
        }

        // Even-odd rule; an edge holds its lower end.
        private static void Fill(Double3[] area, double level, Span<byte> row)
        {
            List<double> crossings = [];
            for (int i = 0; i < area.Length; i++)
            {
                Double3 a = area[i];
                Double3 b = area[(i + 1) % area.Length];
                if (a.Y <= level != b.Y <= level)
                {
                    crossings.Add(a.X + (level - a.Y) / (b.Y - a.Y) * (b.X - a.X));
                }
            }

            crossings.Sort();
            for (int i = 0; i + 1 < crossings.Count; i += 2)
            {
                int from = Math.Max(0, (int)Math.Ceiling(crossings[i]));
                int to = Math.Min(row.Length, (int)Math.Ceiling(crossings[i + 1]));
                if (to > from)
                {
                    row[from..to].Fill(255);
                }
            }
        }
    }
}
