using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Materials;

/// <summary>Roof coverings in courses; v runs up the slope.</summary>
internal static class RoofTextures
{
    /// <summary>Pantiles: rolls along the slope, each course lying over the one below.</summary>
    public static BakedSurface Pantiles(string name, Vector3 dark, Vector3 bright, int seed) => BakedSurface.Bake(name, 512, 1.92, 2.0, (u, v) =>
    {
        float x = u * 8;
        float y = v * 6;
        int column = (int)MathF.Floor(x);
        int row = (int)MathF.Floor(y);
        float across = x - column;
        float up = y - row;
        // The roll: a round crown and a flat pan, joined smoothly.
        float wave = 0.5f - 0.5f * (float)StrictMath.Cos(2 * Math.PI * across);
        float roll = wave * wave;
        float lap = 1 - TileNoise.Step(0.0f, 0.06f, up);
        float tone = TileNoise.Uniform(TileNoise.Wrap(column, 8), TileNoise.Wrap(row, 6), seed);
        float weather = TileNoise.Fractal(u, v, 5, 5, 5, seed + 1);
        float moss = TileNoise.Step(0.60f, 0.72f, TileNoise.Fractal(u, v, 12, 12, 4, seed + 2) + 0.16f * lap) * 0.5f;
        Vector3 clay = StrictVector.Lerp(dark, bright, 0.55f * tone + 0.45f * weather) * (1 - 0.6f * lap) * (0.72f + 0.28f * roll);
        Vector3 albedo = StrictVector.Lerp(clay, new Vector3(0.075f, 0.085f, 0.05f), moss * (1 - 0.6f * roll));
        return new Texel(albedo, 0.85f, 0.035f * roll + 0.022f * (1 - up) * (1 - lap));
    });

    /// <summary>Flat tiles or slates of 0.24 by 0.20 m, broken joints.</summary>
    public static BakedSurface Flat(string name, Vector3 dark, Vector3 bright, float roughness, int seed) =>
        BakedSurface.Bake(name, 512, 1.92, 1.6, (u, v) =>
    {
        PavingTextures.Cell cell = PavingTextures.Bond(u, v, 8, 8, 0.5f, 1.92f, 1.6f);
        float lap = 1 - TileNoise.Step(0.0f, 0.08f, cell.Along);
        float side = 1 - TileNoise.Step(0.005f, 0.022f, Math.Min(cell.Across, 1 - cell.Across));
        float tone = TileNoise.Uniform(cell.Column, cell.Row, seed);
        float weather = TileNoise.Fractal(u, v, 6, 6, 5, seed + 1);
        float moss = TileNoise.Step(0.62f, 0.74f, TileNoise.Fractal(u, v, 14, 14, 4, seed + 2) + 0.12f * lap) * 0.5f;
        Vector3 face = StrictVector.Lerp(dark, bright, 0.6f * tone + 0.4f * weather) * (1 - 0.6f * lap) * (1 - 0.6f * side);
        float height = 0.016f * (1 - cell.Along) * (1 - lap) + 0.003f * tone - 0.006f * side;
        return new Texel(StrictVector.Lerp(face, new Vector3(0.07f, 0.08f, 0.045f), moss), roughness, height);
    });
}
