using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>
/// Drops in the air as streaks on a few sheets before the camera. A drop falls at about 8 m/s (Atlas et al. 1973), so an exposure of 1/100 s draws
/// 8 cm.
/// </summary>
public static class RainStreaks
{
    public const int Sheets = 4;
    public const float NearestSheet = 1.5f;
    public const float FallSpeed = 8;

    /// <summary>Each cell of a sheet holds one streak at most: metres across and along.</summary>
    public const float CellWidth = 0.055f;
    public const float CellLength = 0.6f;
    public const float Slant = 0.04f;
    public const float ShiftAlong = 17;
    public const float SheetSalt = 41;
    public const float Chance = 0.32f;
    public const float DropWidth = 0.0016f;
    public const float LeastPixels = 0.55f;
    public const float Opacity = 0.16f;
    public const float DropOpacity = 0.0022f;
    public const float LeastOpacity = 0.35f;

    /// <summary>Parts of a cell's length between which a streak fades in and out.</summary>
    public const float FadeIn = 0.1f;
    public const float FadeFrom = 0.34f;
    public const float FadeTo = 0.16f;
    public const float SharpCore = 0.3f;
    public const float Densest = 0.6f;

    /// <summary>Rain rate with the full number, mm/h.</summary>
    public const float FullRate = 30;
    public const float FewestShare = 0.05f;
    public const float MostShare = 1.2f;

    /// <summary>What drops send on of the light around them: of sky and fog, and of lamps, as at this distance in metres before the eye.</summary>
    public const float SkyShare = 0.35f;
    public const float LampShare = 0.1f;
    public const float LampDistance = 4;

    /// <summary>Share of a pixel that streaks cover.</summary>
    /// <param name="image">Image coordinates over the focal length.</param>
    /// <param name="focal">Pixels.</param>
    /// <param name="distance">Of what is seen, metres.</param>
    /// <param name="rate">mm/h.</param>
    public static float Veil(Vector2 image, float focal, float distance, float seconds, float rate)
    {
        float dense = Math.Clamp(MathF.Sqrt(rate / FullRate), FewestShare, MostShare);
        float veil = 0;
        for (int i = 0; i < Sheets; i++)
        {
            float sheet = NearestSheet * (1 << i);
            veil += distance >= sheet ? Streak(image, i, sheet, focal / sheet, seconds, dense) : 0;
        }

        return Math.Min(veil, Densest);
    }

    private static float Streak(Vector2 image, int number, float sheet, float scale, float seconds, float dense)
    {
        Vector2 p = new Vector2(image.X + image.Y * Slant * (number - 1), image.Y) * sheet;
        float column = MathF.Floor(p.X / CellWidth);
        float y = (p.Y - seconds * FallSpeed - SurfaceNoise.Hash(new Vector2(column, number + 3)) * ShiftAlong) / CellLength;
        Vector2 cell = new(column + SheetSalt * number, MathF.Floor(y));
        if (SurfaceNoise.Hash(cell + new Vector2(9)) < 1 - Chance * dense)
        {
            return 0;
        }

        float along = y - cell.Y;
        float x = p.X / CellWidth - column - (0.2f + 0.6f * SurfaceNoise.Hash(cell + new Vector2(57)));
        float across = Math.Abs(x) * CellWidth * scale;
        float thick = Math.Max(DropWidth * scale, LeastPixels);
        return SurfaceNoise.SmoothStep(0, FadeIn, along) * SurfaceNoise.SmoothStep(FadeFrom, FadeTo, along)
            * SurfaceNoise.SmoothStep(thick, thick * SharpCore, across) * Opacity * Math.Min(1, DropOpacity * scale / thick + LeastOpacity);
    }
}
