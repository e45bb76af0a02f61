using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>
/// Maps that two layers hold, as all patterns made by code are: colour, roughness and metalness 1, normal and occlusion of one small square that
/// repeats, so that a shader asks two textures and not three, at one place. Compared by the images' references.
/// </summary>
internal readonly record struct SurfacePattern(TextureImage Color, TextureImage Orm, TextureImage Normal)
{
    /// <summary>The largest that is taken, texels.</summary>
    public const int LargestSize = 1024;

    private static readonly ConditionalWeakTable<TextureImage, object> Metallic = [];

    /// <summary>The maps as a pattern, or null where they are none.</summary>
    public static SurfacePattern? Of(MaterialMaps maps) =>
        maps is { Color: { } color, Orm: { } orm, Normal: { } normal, Emissive: null }
        && color is { WrapU: TextureWrap.Repeat, WrapV: TextureWrap.Repeat, Filter: TextureFilter.Linear, UvSet: 0,
            Transform: { Rotation: 0, OffsetU: 0, OffsetV: 0 } }
        && color.Image.Width == color.Image.Height && color.Image.Width <= LargestSize && BitOperations.IsPow2(color.Image.Width)
        && color.IsLaidLike(orm) && color.IsLaidLike(normal)
        && (bool)Metallic.GetValue(orm.Image, i => Enumerable.Range(0, i.Rgba.Length / 4).All(t => i.Rgba[4 * t + 2] == byte.MaxValue))
            ? new SurfacePattern(color.Image, orm.Image, normal.Image)
            : null;

    /// <summary>RGB: colour, A: roughness; RGB: normal, A: occlusion.</summary>
    public byte[][] Texels(int size)
    {
        byte[] surface = [.. Color.Rgba];
        byte[] relief = [.. Normal.Rgba];
        for (int i = 0; i < surface.Length; i += 4)
        {
            surface[i + 3] = Orm.Rgba[i + 1];
            relief[i + 3] = Orm.Rgba[i];
        }

        return [TexelScaler.Scale(surface, Color.Width, size), TexelScaler.Scale(relief, Color.Width, size)];
    }
}
