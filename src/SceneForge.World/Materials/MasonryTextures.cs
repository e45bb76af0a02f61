using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Materials;

/// <summary>What walls are made of.</summary>
internal static class MasonryTextures
{
    /// <summary>Bricks of 215 x 65 mm with joints of 10 mm in stretcher bond.</summary>
    /// <param name="dark">Linear albedo of the darkest bricks.</param>
    /// <param name="bright">Linear albedo of the brightest bricks.</param>
    public static BakedSurface Brick(string name, Vector3 dark, Vector3 bright, Vector3 mortar, int seed) =>
        BakedSurface.Bake(name, 512, 1.8, 1.8, (u, v) =>
    {
        // Laid by hand: edges waver by a millimetre or two.
        float waver = 0.0016f * (TileNoise.Fractal(u, v, 24, 24, 2, seed) - 0.5f);
        PavingTextures.Cell cell = PavingTextures.Bond(u, v, 8, 24, 0.5f, 1.8f, 1.8f);
        float joint = 1 - TileNoise.Step(0.0035f, 0.0075f, cell.Edge + waver);
        float tone = TileNoise.Uniform(cell.Column, cell.Row, seed + 1);
        float burnt = TileNoise.Uniform(cell.Column, cell.Row, seed + 2) < 0.10f ? 0.62f : 1f;
        float grain = TileNoise.Fractal(u, v, 64, 64, 3, seed + 3) - 0.5f;
        float stain = TileNoise.Fractal(u, v, 3, 3, 4, seed + 4) - 0.5f;
        Vector3 face = StrictVector.Lerp(dark, bright, tone) * burnt * (1 + 0.55f * grain);
        Vector3 bed = mortar * (1 + 0.35f * grain);
        Vector3 albedo = StrictVector.Lerp(face, bed, joint) * (1 + 0.25f * stain);
        float height = 0.002f * (TileNoise.Uniform(cell.Column, cell.Row, seed + 5) - 0.5f) + 0.0012f * grain - 0.006f * joint;
        return new Texel(albedo, 0.88f + 0.07f * joint, height);
    });

    /// <summary>Rough-cast render with faint streaks; a share of its paint.</summary>
    public static BakedSurface Render() => BakedSurface.Bake("render", 512, 2.5, 2.5, (u, v) =>
    {
        float lump = TileNoise.Fractal(u, v, 90, 90, 3, 141);
        float streak = TileNoise.Fractal(u, v, 24, 2, 4, 142);
        float stain = TileNoise.Fractal(u, v, 3, 3, 4, 143);
        float share = 1 - 0.10f * streak - 0.10f * stain - 0.06f * lump;
        return new Texel(share * new Vector3(1f, 1f - 0.01f * stain, 1f - 0.03f * stain), 0.92f, 0.0035f * lump);
    });

    /// <summary>Overlapping painted boards of 150 mm along u; a share of their paint.</summary>
    public static BakedSurface Cladding() => BakedSurface.Bake("cladding", 512, 2.4, 1.2, (u, v) =>
    {
        float y = v * 8;
        int board = (int)MathF.Floor(y);
        float up = y - board;
        float grain = TileNoise.Fractal(u, v, 6, 96, 3, 151) - 0.5f;
        float lap = 1 - TileNoise.Step(0.0f, 0.09f, up);
        float share = (0.92f + 0.08f * TileNoise.Uniform(0, TileNoise.Wrap(board, 8), 152)) * (1 + 0.10f * grain) * (1 - 0.55f * lap);
        // Each board leans out towards its lower edge and hides the top of the one below.
        return new Texel(new Vector3(Math.Min(1, share)), 0.72f, 0.018f * (1 - up) * (1 - lap) + 0.0006f * grain);
    });

    /// <summary>Sawn timber, grain along v; a share of its stain.</summary>
    public static BakedSurface Timber() => BakedSurface.Bake("timber", 512, 0.8, 1.6, (u, v) =>
    {
        float bend = 0.05f * (TileNoise.Fractal(u, v, 4, 3, 3, 161) - 0.5f);
        float ring = TileNoise.Fractal(u + bend, v, 48, 3, 3, 162);
        float fine = TileNoise.Value(u, v, 200, 8, 163);
        float share = 0.55f + 0.35f * ring + 0.10f * fine;
        return new Texel(new Vector3(share, share * share * 0.3f + share * 0.7f, share * share * 0.5f + share * 0.5f), 0.8f, 0.0012f * ring);
    });

    /// <summary>Gathered curtain cloth, folds along v; a share of its dye.</summary>
    public static BakedSurface Curtain() => BakedSurface.Bake("curtain", 256, 0.6, 0.6, (u, v) =>
    {
        float fold = TileNoise.Value(u, 0.5f, 7, 1, 171);
        float weave = TileNoise.Value(u, v, 128, 128, 172);
        return new Texel(new Vector3(0.62f + 0.30f * fold + 0.08f * weave), 0.95f, 0.03f * fold);
    });
}
