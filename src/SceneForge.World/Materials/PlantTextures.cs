using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Materials;

/// <summary>Lawn, foliage and bark. Albedo of green vegetation in the visible is 0.05 to 0.15, greatest in green.</summary>
internal static class PlantTextures
{
    /// <summary>A mown lawn from above: blades of many hues, some dry, thinner and yellower in patches.</summary>
    public static BakedSurface Grass()
    {
        const int size = 1024;
        SplatCanvas canvas = new(size, new Texel(new Vector3(0.030f, 0.033f, 0.014f), 0.95f, 0));
        for (int i = 0; i < 90_000; i++)
        {
            float x = size * TileNoise.Uniform(i, 0, 101);
            float y = size * TileNoise.Uniform(i, 1, 101);
            double turn = 2 * Math.PI * TileNoise.Uniform(i, 2, 101);
            float length = 10 + 18 * TileNoise.Uniform(i, 3, 101);
            float patch = TileNoise.Fractal(x / size, y / size, 4, 4, 4, 102);
            float hue = Math.Clamp(0.5f * TileNoise.Uniform(i, 4, 101) + 1.5f * (patch - 0.33f), 0f, 1f);
            Vector3 albedo = StrictVector.Lerp(new Vector3(0.055f, 0.125f, 0.026f), new Vector3(0.135f, 0.175f, 0.045f), hue);
            if (TileNoise.Uniform(i, 5, 101) < 0.025f + 0.06f * Math.Max(0, patch - 0.5f))
            {
                albedo = new Vector3(0.24f, 0.19f, 0.10f);
            }

            float lift = 0.012f + 0.022f * TileNoise.Uniform(i, 6, 101);
            canvas.Leaf(x, y, length * (float)StrictMath.Cos(turn), length * (float)StrictMath.Sin(turn), 1.3f + 0.8f * TileNoise.Uniform(i, 7, 101),
                albedo, 0.78f, 0.4f * lift, lift);
        }

        return BakedSurface.Bake("grass", size, 2.5, 2.5, canvas.Texels);
    }

    /// <summary>Broad leaves lying over each other, dark between them: the inside of hedges and far foliage.</summary>
    public static BakedSurface Foliage()
    {
        const int size = 512;
        SplatCanvas canvas = new(size, new Texel(new Vector3(0.010f, 0.014f, 0.006f), 0.95f, 0));
        for (int i = 0; i < 5_000; i++)
        {
            double turn = 2 * Math.PI * TileNoise.Uniform(i, 2, 111);
            float length = 22 + 16 * TileNoise.Uniform(i, 3, 111);
            float hue = TileNoise.Uniform(i, 4, 111);
            Vector3 albedo = StrictVector.Lerp(new Vector3(0.035f, 0.085f, 0.020f), new Vector3(0.105f, 0.170f, 0.040f), hue * hue);
            float lift = 0.01f + 0.05f * (i / 5_000f);
            canvas.Leaf(size * TileNoise.Uniform(i, 0, 111), size * TileNoise.Uniform(i, 1, 111), length * (float)StrictMath.Cos(turn),
                length * (float)StrictMath.Sin(turn), 0.27f * length, albedo * (0.35f + 0.65f * lift / 0.06f), 0.62f, lift, lift + 0.012f);
        }

        return BakedSurface.Bake("foliage", size, 1, 1, canvas.Texels);
    }

    /// <summary>Furrowed bark, ridges along v.</summary>
    public static BakedSurface Bark() => BakedSurface.Bake("bark", 512, 0.8, 1.6, (u, v) =>
    {
        float bend = 0.06f * (TileNoise.Fractal(u, v, 4, 4, 3, 121) - 0.5f);
        (float near, float second, uint id) = TileNoise.Cells(u + bend, v, 14, 5, 122);
        float ridge = TileNoise.Step(0.02f, 0.35f, second - near);
        float grain = TileNoise.Fractal(u, v, 32, 16, 4, 123);
        Vector3 albedo = StrictVector.Lerp(new Vector3(0.040f, 0.030f, 0.022f), new Vector3(0.170f, 0.140f, 0.110f),
            ridge * (0.45f + 0.4f * grain + 0.15f * ((id & 0xFF) / 255f)));
        return new Texel(albedo, 0.92f, 0.012f * ridge + 0.006f * grain);
    });

    /// <summary>White bark of birches with dark bands around the trunk.</summary>
    public static BakedSurface BirchBark() => BakedSurface.Bake("birch_bark", 512, 0.8, 1.6, (u, v) =>
    {
        float warp = TileNoise.Fractal(u, v, 6, 10, 4, 131);
        float band = TileNoise.Step(0.58f, 0.66f, TileNoise.Fractal(u, v, 5, 40, 2, 132) * 0.75f + 0.3f * (warp - 0.35f));
        float peel = TileNoise.Fractal(u, v, 3, 8, 4, 133);
        Vector3 white = StrictVector.Lerp(new Vector3(0.62f, 0.58f, 0.52f), new Vector3(0.42f, 0.37f, 0.32f), peel * peel);
        return new Texel(StrictVector.Lerp(white, new Vector3(0.045f, 0.04f, 0.035f), band), 0.75f, 0.004f * peel - 0.004f * band);
    });
}
