using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Data;

/// <summary>Heights of road, pavement and soil as depth and ids of pictures show them, by squares of the ground plane.</summary>
public sealed class GroundMap
{
    private const double Square = 0.25;

    // Every fourth pixel of every fourth row: a square of 0.25 m is met often wherever height matters.
    private const int Stride = 4;

    // Farther, pixels lie metres apart on the ground.
    private const ushort Farthest = 40 * 256;

    private readonly Dictionary<(int X, int Y), (double Low, double High)> _squares = [];

    private GroundMap()
    {
    }

    /// <summary>Rolling shutters are left out: their rows have poses of their own.</summary>
    public static GroundMap Of(ImmutableArray<PictureData> pictures)
    {
        GroundMap map = new();
        foreach (PictureData picture in pictures.Where(p => !p.Sensor.Shutter.IsRolling))
        {
            map.Add(picture);
        }

        return map;
    }

    /// <summary>Lowest and highest ground seen around a point of the ground plane, metres; null where none was seen.</summary>
    public (double Low, double High)? Around(double x, double y, double radius)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int ix = Index(x - radius); ix <= Index(x + radius); ix++)
        {
            for (int iy = Index(y - radius); iy <= Index(y + radius); iy++)
            {
                if (_squares.TryGetValue((ix, iy), out (double Low, double High) found))
                {
                    (low, high) = (Math.Min(low, found.Low), Math.Max(high, found.High));
                }
            }
        }

        return low > high ? null : (low, high);
    }

    private static int Index(double metres) => (int)Math.Floor(metres / Square);

    private void Add(PictureData picture)
    {
        int width = picture.Camera.Width;
        for (int y = 0; y < picture.Camera.Height; y += Stride)
        {
            for (int x = 0; x < width; x += Stride)
            {
                int p = y * width + x;
                int segment = picture.Segment[p];
                if (segment < picture.Tables.IsGround.Length && picture.Tables.IsGround[segment] && picture.Depth[p] < Farthest
                    && picture.TryPoint(p, out Double3 seen))
                {
                    Double3 point = picture.Picture.WorldFromCamera.Apply(seen);
                    (int, int) square = (Index(point.X), Index(point.Y));
                    _squares[square] = _squares.TryGetValue(square, out (double Low, double High) found)
                        ? (Math.Min(found.Low, point.Z), Math.Max(found.High, point.Z))
                        : (point.Z, point.Z);
                }
            }
        }
    }
}
