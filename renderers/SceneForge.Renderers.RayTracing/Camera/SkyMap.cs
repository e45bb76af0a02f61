using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Lighting;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>Looks up the sky's luminance and light by direction.</summary>
internal sealed class SkyMap
{
    // Blurred copies are octahedral maps with the zenith in the middle; the first is two octaves coarser than the rasterizer's sky.
    private const int Size = 128;
    private const int FirstOctave = 2;

    // A rim of sky goes on below the horizon, so that blurring mixes no ground into it.
    private const float Rim = 0.03f;

    private readonly SkyLight _light;
    private readonly Vector3[] _harmonics;
    private readonly Vector3[][] _octaves;

    public SkyMap(SkyLight light)
    {
        _light = light;
        _harmonics = light.IlluminanceHarmonics;
        _octaves = new Vector3[BitOperations.Log2(Size) + 1][];
        _octaves[0] = new Vector3[Size * Size];
        for (int i = 0; i < _octaves[0].Length; i++)
        {
            Vector3 direction = Unfold(new Vector2((i % Size + 0.5f) / Size * 2 - 1, (i / Size + 0.5f) / Size * 2 - 1));
            direction.Z = direction.Z is < Rim and > -Rim ? Rim : direction.Z;
            _octaves[0][i] = Luminance(Vector3.Normalize(direction));
        }

        for (int octave = 1; octave < _octaves.Length; octave++)
        {
            _octaves[octave] = Halve(_octaves[octave - 1], Size >> octave);
        }
    }

    /// <summary>Luminance from a unit direction, between the entries.</summary>
    public Vector3 Luminance(Vector3 direction)
    {
        float column = MathF.Atan2(direction.Y, direction.X) * (SkyLight.Columns / (2 * MathF.PI)) - 0.5f;
        float row = MathF.Acos(Math.Clamp(direction.Z, -1, 1)) * (SkyLight.Rows / MathF.PI) - 0.5f;
        int c0 = (int)MathF.Floor(column);
        int r0 = (int)MathF.Floor(row);
        return StrictVector.Lerp(
            StrictVector.Lerp(At(c0, r0), At(c0 + 1, r0), column - c0),
            StrictVector.Lerp(At(c0, r0 + 1), At(c0 + 1, r0 + 1), column - c0),
            row - r0);
    }

    /// <summary>Luminance around a unit direction.</summary>
    /// <param name="octave">How far it is blurred: by pixels of 512 / 2^octave across the octahedron's map.</param>
    public Vector3 Blurred(Vector3 direction, float octave)
    {
        float level = octave - FirstOctave;
        if (level <= -1)
        {
            return Luminance(direction);
        }

        Vector2 place = Fold(direction);
        if (level < 0)
        {
            return StrictVector.Lerp(Luminance(direction), Bilinear(0, place), level + 1);
        }

        int fine = Math.Min((int)level, _octaves.Length - 1);
        int coarse = Math.Min(fine + 1, _octaves.Length - 1);
        return StrictVector.Lerp(Bilinear(fine, place), Bilinear(coarse, place), Math.Min(level - fine, 1));
    }

    /// <summary>Illuminance of the sky on a surface with a unit normal, lux (bands 0 to 2), and on its back.</summary>
    public Vector3 Illuminance(Vector3 n, out Vector3 back)
    {
        Vector3 odd = (_harmonics[1] * n.Y + _harmonics[2] * n.Z + _harmonics[3] * n.X) * SkyHarmonics.Band1;
        Vector3 even = _harmonics[0] * SkyHarmonics.Band0
            + (_harmonics[4] * (n.X * n.Y) + _harmonics[5] * (n.Y * n.Z) + _harmonics[7] * (n.X * n.Z)) * SkyHarmonics.Band2Product
            + _harmonics[6] * (SkyHarmonics.Band2Zonal * (3 * n.Z * n.Z - 1))
            + _harmonics[8] * (SkyHarmonics.Band2Difference * (n.X * n.X - n.Y * n.Y));
        back = Vector3.Max(even - odd, Vector3.Zero);
        return Vector3.Max(even + odd, Vector3.Zero);
    }

    private Vector3 At(int column, int row) =>
        _light.Radiance[Math.Clamp(row, 0, SkyLight.Rows - 1) * SkyLight.Columns + (column & (SkyLight.Columns - 1))];

    private Vector3 Bilinear(int octave, Vector2 place)
    {
        int size = Size >> octave;
        float x = Math.Clamp((place.X * 0.5f + 0.5f) * size - 0.5f, 0, size - 1);
        float y = Math.Clamp((place.Y * 0.5f + 0.5f) * size - 0.5f, 0, size - 1);
        int left = (int)x;
        int top = (int)y;
        int right = Math.Min(left + 1, size - 1);
        int bottom = Math.Min(top + 1, size - 1);
        Vector3[] map = _octaves[octave];
        return StrictVector.Lerp(
            StrictVector.Lerp(map[top * size + left], map[top * size + right], x - left),
            StrictVector.Lerp(map[bottom * size + left], map[bottom * size + right], x - left),
            y - top);
    }

    private static Vector3[] Halve(Vector3[] from, int size)
    {
        Vector3[] half = new Vector3[size * size];
        for (int i = 0; i < half.Length; i++)
        {
            int at = i / size * 4 * size + i % size * 2;
            half[i] = (from[at] + from[at + 1] + from[at + 2 * size] + from[at + 2 * size + 1]) * 0.25f;
        }

        return half;
    }

    private static Vector2 Fold(Vector3 v)
    {
        v /= Math.Abs(v.X) + Math.Abs(v.Y) + Math.Abs(v.Z);
        return v.Z >= 0
            ? new Vector2(v.X, v.Y)
            : new Vector2((1 - Math.Abs(v.Y)) * (v.X >= 0 ? 1 : -1), (1 - Math.Abs(v.X)) * (v.Y >= 0 ? 1 : -1));
    }

    private static Vector3 Unfold(Vector2 p)
    {
        Vector3 v = new(p.X, p.Y, 1 - Math.Abs(p.X) - Math.Abs(p.Y));
        float fold = Math.Max(-v.Z, 0);
        v.X += v.X >= 0 ? -fold : fold;
        v.Y += v.Y >= 0 ? -fold : fold;
        return Vector3.Normalize(v);
    }
}
