using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Materials;

/// <summary>Carriageway, concrete, stone, soil and gravel.</summary>
internal static class GroundTextures
{
    /// <summary>
    /// Worn asphalt concrete: pale aggregate in dark binder, patched tone. Albedo of aged asphalt is 0.08 to 0.12 (Levinson and Akbari 2002).
    /// </summary>
    public static BakedSurface Asphalt() => BakedSurface.Bake("asphalt", 1024, 4, 4, (u, v) =>
    {
        (float near, float second, uint id) = TileNoise.Cells(u, v, 340, 340, 11);
        float stone = TileNoise.Step(0.02f, 0.30f, second - near);
        float tone = (id & 0xFF) / 255f;
        float patch = TileNoise.Fractal(u, v, 5, 5, 4, 12) - 0.5f;
        float fine = TileNoise.Value(u, v, 512, 512, 13);
        float grey = (0.062f + stone * (0.018f + 0.050f * tone * tone) + 0.010f * fine) * (1 + 0.35f * patch);
        Vector3 hue = StrictVector.Lerp(new Vector3(1.02f, 1.0f, 0.97f), new Vector3(0.97f, 1.0f, 1.05f), ((id >> 8) & 0xFF) / 255f);
        float height = 0.0016f * stone * (0.5f + 0.5f * tone);
        return new Texel(grey * hue, 0.86f + 0.08f * (1 - stone) - 0.10f * Math.Max(0, -patch), height);
    });

    /// <summary>Cast concrete with pores and stains.</summary>
    public static BakedSurface Concrete() => BakedSurface.Bake("concrete", 512, 2, 2, (u, v) =>
    {
        float stain = TileNoise.Fractal(u, v, 4, 4, 5, 21) - 0.5f;
        float grain = TileNoise.Value(u, v, 256, 256, 22) - 0.5f;
        float pore = 1 - TileNoise.Step(0.05f, 0.16f, TileNoise.Cells(u, v, 40, 40, 23).Nearest);
        float grey = 0.33f * (1 + 0.45f * stain + 0.12f * grain) * (1 - 0.35f * pore);
        return new Texel(grey * new Vector3(1.02f, 1f, 0.95f), 0.9f, 0.0006f * grain - 0.0015f * pore);
    });

    /// <summary>Sawn granite of kerbs, one stone a metre along u.</summary>
    public static BakedSurface Granite() => BakedSurface.Bake("granite", 512, 1, 1, (u, v) =>
    {
        (float near, float second, uint id) = TileNoise.Cells(u, v, 150, 150, 31);
        float tone = (id & 0xFF) / 255f;
        float crystal = tone < 0.18f ? 0.12f : tone < 0.55f ? 0.30f : 0.42f;
        Vector3 hue = (id & 0x100) == 0 ? new Vector3(1f, 0.98f, 0.95f) : new Vector3(1.04f, 0.97f, 0.93f);
        float dirt = TileNoise.Fractal(u, v, 4, 4, 4, 32);
        float joint = 1 - TileNoise.Step(0.003f, 0.008f, Math.Min(u, 1 - u));
        float grey = crystal * (0.7f + 0.4f * dirt) * (1 - 0.7f * joint);
        return new Texel(grey * hue, 0.78f, 0.0004f * (second - near) - 0.004f * joint);
    });

    /// <summary>Bare garden soil with crumbs.</summary>
    public static BakedSurface Soil() => BakedSurface.Bake("soil", 512, 2, 2, (u, v) =>
    {
        (float near, _, uint id) = TileNoise.Cells(u, v, 70, 70, 41);
        float crumb = 1 - TileNoise.Step(0.1f, 0.6f, near);
        float damp = TileNoise.Fractal(u, v, 5, 5, 5, 42);
        Vector3 albedo = StrictVector.Lerp(new Vector3(0.050f, 0.033f, 0.021f), new Vector3(0.125f, 0.085f, 0.055f),
            0.6f * damp + 0.3f * crumb * ((id & 0xFF) / 255f));
        return new Texel(albedo, 0.95f, 0.012f * crumb + 0.01f * damp);
    });

    /// <summary>Rounded gravel of 15 to 30 mm.</summary>
    public static BakedSurface Gravel() => BakedSurface.Bake("gravel", 512, 1.5, 1.5, (u, v) =>
    {
        (float near, float second, uint id) = TileNoise.Cells(u, v, 64, 64, 51);
        float round = TileNoise.Step(0.0f, 0.35f, second - near);
        float tone = (id & 0xFF) / 255f;
        Vector3 stone = StrictVector.Lerp(new Vector3(0.20f, 0.17f, 0.13f), new Vector3(0.42f, 0.38f, 0.32f), tone);
        stone = StrictVector.Lerp(stone, new Vector3(0.30f, 0.30f, 0.31f), ((id >> 8) & 0xFF) / 255f * 0.7f);
        return new Texel(stone * (0.35f + 0.65f * round), 0.88f, 0.010f * round * (1 - 0.5f * near));
    });

    /// <summary>Thermoplastic line paint: worn through to the stones in places; a fraction of pure white.</summary>
    public static BakedSurface Paint() => BakedSurface.Bake("road_paint", 512, 2, 2, (u, v) =>
    {
        float wear = TileNoise.Fractal(u, v, 6, 6, 5, 61);
        float grit = TileNoise.Cells(u, v, 170, 170, 62).Nearest;
        float bare = TileNoise.Step(0.62f, 0.72f, wear + 0.25f * (grit - 0.5f));
        float grime = TileNoise.Fractal(u, v, 3, 3, 4, 63);
        float share = (1 - 0.16f * grime) * (1 - 0.62f * bare);
        return new Texel(new Vector3(share), 0.62f + 0.25f * bare, 0.0012f * (1 - bare) + 0.0006f * grit);
    });
}
