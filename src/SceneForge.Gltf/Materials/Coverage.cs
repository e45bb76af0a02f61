using SceneForge.World.Models;

namespace SceneForge.Gltf.Materials;

/// <summary>What the opacity of a picture looks like.</summary>
internal static class Coverage
{
    /// <summary>Whether a picture has holes with sharp edges, as leaves and fences have: nearly every texel is either there or not.</summary>
    public static bool IsCutOut(TextureImage image)
    {
        int holes = 0;
        int between = 0;
        for (int i = 3; i < image.Rgba.Length; i += 4)
        {
            byte a = image.Rgba[i];
            holes += a < 16 ? 1 : 0;
            between += a is >= 16 and < 240 ? 1 : 0;
        }

        int all = image.Rgba.Length / 4;
        return holes > 0 && between < all / 5 && holes < all;
    }
}
