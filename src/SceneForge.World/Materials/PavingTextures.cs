using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Materials;

/// <summary>Slabs and blocks laid with joints.</summary>
internal static class PavingTextures
{
    /// <summary>Pressed concrete slabs of 0.4 m in a running bond, four by four a tile.</summary>
    public static BakedSurface Slabs() => BakedSurface.Bake("paving_slabs", 512, 1.6, 1.6, (u, v) =>
    {
        Cell cell = Bond(u, v, 4, 4, 0.5f, 1.6f, 1.6f);
        float joint = 1 - TileNoise.Step(0.002f, 0.007f, cell.Edge);
        float tone = TileNoise.Uniform(cell.Column, cell.Row, 71);
        float stain = TileNoise.Fractal(u, v, 5, 5, 5, 72) - 0.5f;
        float grain = TileNoise.Value(u, v, 256, 256, 73) - 0.5f;
        float grey = 0.27f * (0.86f + 0.28f * tone) * (1 + 0.40f * stain + 0.14f * grain);
        Vector3 slab = grey * StrictVector.Lerp(new Vector3(1f, 0.99f, 0.96f), new Vector3(1.05f, 0.98f, 0.90f),
            TileNoise.Uniform(cell.Column, cell.Row, 74));
        Vector3 albedo = StrictVector.Lerp(slab, new Vector3(0.085f, 0.080f, 0.065f), joint);
        float tilt = 0.0012f * (TileNoise.Uniform(cell.Column, cell.Row, 75) - 0.5f);
        return new Texel(albedo, 0.9f, tilt + 0.0005f * grain - 0.005f * joint);
    });

    /// <summary>Concrete blocks of 0.2 by 0.1 m in a running bond, as on driveways.</summary>
    public static BakedSurface Blocks() => BakedSurface.Bake("paving_blocks", 512, 1.6, 1.6, (u, v) =>
    {
        Cell cell = Bond(u, v, 8, 16, 0.5f, 1.6f, 1.6f);
        float joint = 1 - TileNoise.Step(0.0015f, 0.0055f, cell.Edge);
        float tone = TileNoise.Uniform(cell.Column, cell.Row, 81);
        float stain = TileNoise.Fractal(u, v, 4, 4, 5, 82) - 0.5f;
        Vector3 block = StrictVector.Lerp(new Vector3(0.20f, 0.115f, 0.085f), new Vector3(0.24f, 0.19f, 0.155f), tone) * (1 + 0.5f * stain);
        return new Texel(StrictVector.Lerp(block, new Vector3(0.075f, 0.07f, 0.06f), joint), 0.9f, 0.001f * tone - 0.005f * joint);
    });

    /// <summary>A unit of a bond.</summary>
    /// <param name="Edge">Distance to the unit's nearest edge, metres.</param>
    /// <param name="Across">Place in the unit along u, 0 to 1.</param>
    /// <param name="Along">Place in the unit along v, 0 to 1.</param>
    internal readonly record struct Cell(int Column, int Row, float Edge, float Across, float Along);

    /// <summary>The unit of a bond that a point lies in; each row is shifted by <paramref name="shift"/> units against the one below.</summary>
    internal static Cell Bond(float u, float v, int columns, int rows, float shift, float metresU, float metresV)
    {
        float y = v * rows;
        int row = (int)MathF.Floor(y);
        float x = u * columns + shift * (row % 2);
        int column = (int)MathF.Floor(x);
        float across = x - column;
        float along = y - row;
        float edgeU = Math.Min(across, 1 - across) * metresU / columns;
        float edgeV = Math.Min(along, 1 - along) * metresV / rows;
        return new Cell(TileNoise.Wrap(column, columns), TileNoise.Wrap(row, rows), Math.Min(edgeU, edgeV), across, along);
    }
}
