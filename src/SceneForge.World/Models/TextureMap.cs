using System.Numerics;

namespace SceneForge.World.Models;

/// <summary>What lies beyond an image's edges, along one of its sides.</summary>
public enum TextureWrap
{
    Repeat,
    Mirror,
    Clamp,
}

/// <summary>What stands between texel centres where a texel is larger than a pixel; smaller texels are always averaged.</summary>
public enum TextureFilter
{
    Linear,
    Nearest,
}

/// <summary>What a mesh's texture coordinates measure.</summary>
public enum CoordinateUnit
{
    /// <summary>Metres along the surface: the map's transform makes repeats of them.</summary>
    Metres,

    /// <summary>Shares of an image, as modelling tools lay them out.</summary>
    Image,
}

/// <summary>
/// Image coordinates from a mesh's: scaled, turned, moved, in that order (KHR_texture_transform; +v runs along the image's rows downwards
/// where row 0 is drawn on top).
/// </summary>
/// <param name="ScaleU">Repeats per unit of u.</param>
/// <param name="Rotation">Radians, from the v axis towards the u axis: u' = cos u + sin v, v' = cos v - sin u.</param>
/// <param name="OffsetU">In images.</param>
public readonly record struct TextureTransform(double ScaleU, double ScaleV, double Rotation = 0, double OffsetU = 0, double OffsetV = 0)
{
    public static TextureTransform Identity { get; } = new(1, 1);

    /// <summary>Repeats every so many metres.</summary>
    public static TextureTransform Every(double metresU, double metresV) => new(1 / metresU, 1 / metresV);
}

/// <summary>An image on a surface. Compared by the image's reference.</summary>
/// <param name="UvSet">The mesh's first (0) or second (1) texture coordinates; a mesh without second ones shows the first.</param>
public sealed record TextureMap(TextureImage Image, CoordinateUnit Unit, TextureTransform Transform, TextureWrap WrapU = TextureWrap.Repeat,
    TextureWrap WrapV = TextureWrap.Repeat, TextureFilter Filter = TextureFilter.Linear, int UvSet = 0)
{
    /// <summary>Whether another map takes its texels from the same places of an image of the same size.</summary>
    public bool IsLaidLike(TextureMap other) =>
        other is not null && (this with { Image = other.Image }) == other && Image.Width == other.Image.Width && Image.Height == other.Image.Height;
}

/// <summary>The images of a material, any of them null; the material's factors multiply them, as in glTF 2.0.</summary>
/// <param name="Color">RGB in sRGB encoding; A: coverage, read as the material's <see cref="AlphaMode"/> says.</param>
/// <param name="Orm">Linear: R occlusion (1 open, 0 deep: dims sky light), G roughness, B metalness.</param>
/// <param name="Normal">Tangent space xyz as n * 0.5 + 0.5: x along u, y along v, z out of the surface.</param>
/// <param name="Emissive">RGB in sRGB encoding.</param>
public sealed record MaterialMaps(TextureMap? Color, TextureMap? Orm, TextureMap? Normal, TextureMap? Emissive)
{
    public static MaterialMaps None { get; } = new(null, null, null, null);

    public bool IsEmpty => Color is null && Orm is null && Normal is null && Emissive is null;

    /// <summary>Mean of the colour map, linear RGB; white where there is none.</summary>
    public Vector3 MeanColor => Color is null ? Vector3.One : new Vector3(Color.Image.LinearMean.X, Color.Image.LinearMean.Y,
        Color.Image.LinearMean.Z);
}
