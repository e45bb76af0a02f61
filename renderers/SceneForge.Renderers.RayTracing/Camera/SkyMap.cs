using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>Looks up the sky's luminance and light by direction.</summary>
internal sealed class SkyMap(SkyLight light)
{
    private readonly Vector3[] _harmonics = light.IlluminanceHarmonics;

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

    /// <summary>Illuminance of the sky on a surface with a unit normal, lux (bands 0 to 2).</summary>
    public Vector3 Illuminance(Vector3 n)
    {
        Vector3 e = _harmonics[0] * 0.282095f
            + (_harmonics[1] * n.Y + _harmonics[2] * n.Z + _harmonics[3] * n.X) * 0.488603f
            + (_harmonics[4] * (n.X * n.Y) + _harmonics[5] * (n.Y * n.Z) + _harmonics[7] * (n.X * n.Z)) * 1.092548f
            + _harmonics[6] * (0.315392f * (3 * n.Z * n.Z - 1))
            + _harmonics[8] * (0.546274f * (n.X * n.X - n.Y * n.Y));
        return Vector3.Max(e, Vector3.Zero);
    }

    private Vector3 At(int column, int row) =>
        light.Radiance[Math.Clamp(row, 0, SkyLight.Rows - 1) * SkyLight.Columns + (column & (SkyLight.Columns - 1))];
}
