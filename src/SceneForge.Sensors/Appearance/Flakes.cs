using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>
/// The nearest flakes of falling snow, on sheets before the camera; all others are in the extinction. A flake falls at about 1 m/s, so an exposure of
/// 1/300 s draws 3 mm.
/// </summary>
public static class Flakes
{
    public const int Sheets = 3;
    public const float NearestSheet = 1.2f;
    public const float CellWidth = 0.04f;
    public const float FallSpeed = 1;
    public const float DriftSpeed = 0.25f;
    public const float SheetSalt = 131;
    public const float LeastRadius = 0.001f;
    public const float RadiusRange = 0.0015f;
    public const float HalfDrawn = 0.0015f;
    public const float LeastPixels = 0.6f;
    public const float Opacity = 0.75f;
    public const float SharpCore = 0.3f;

    /// <summary>What flakes send on of the light of the sky and the fog.</summary>
    public const float SkyShare = 0.5f;

    /// <summary>Share of what lies behind that is seen.</summary>
    /// <param name="image">Image coordinates over the focal length.</param>
    /// <param name="focal">Pixels.</param>
    /// <param name="distance">Of what is seen, metres.</param>
    /// <param name="chance">That a cell holds a flake.</param>
    public static float Through(Vector2 image, float focal, float distance, float seconds, float chance)
    {
        float through = 1;
        for (int i = 0; i < Sheets; i++)
        {
            float sheet = NearestSheet * (1 << i);
            through *= distance > sheet ? 1 - Flake(image * sheet, i, focal / sheet, seconds, chance) : 1;
        }

        return through;
    }

    private static float Flake(Vector2 place, int sheet, float scale, float seconds, float chance)
    {
        float width = CellWidth * MathF.Pow(2, -0.5f * sheet);
        Vector2 at = (place + seconds * new Vector2(DriftSpeed, -FallSpeed)) / width;
        Vector2 cell = SurfaceNoise.Floor(at);
        float Random(float y) => SurfaceNoise.Hash(cell + new Vector2(SheetSalt * sheet, y));
        if (Random(9) >= chance)
        {
            return 0;
        }

        float radius = (LeastRadius + RadiusRange * Random(71)) * scale;
        Vector2 off = Vector2.Abs(at - cell - new Vector2(0.3f + 0.4f * Random(57), 0.45f + 0.1f * Random(23))) * width * scale;
        off.Y = Math.Max(0, off.Y - HalfDrawn * scale);
        return Opacity * Math.Min(1, radius * radius / (LeastPixels * LeastPixels))
            * SurfaceNoise.SmoothStep(1, SharpCore, off.Length() / Math.Max(radius, LeastPixels));
    }
}
