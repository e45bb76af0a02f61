using System.Globalization;
using System.Text;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>Texture units of the shading pass.</summary>
internal enum ShadeUnit
{
    Visibility,
    Vertices,
    TexCoords,
    Triangles,
    Instances,
    Materials,
    SkyMap,
    PatternColors,
    PatternReliefs,
    ShadowMap,
    OpenSky,
    Lamps,
    LampTiles,
    TileOrder,
    LampShadowMap,
    Glow,

    /// <summary>Bound where a world has texture maps or vertices beyond patterns, as are the rest: one a size class.</summary>
    VertexExtras,
    ColorMaps,
    DataMaps = ColorMaps + ShaderLayout.SizeClasses,
}

/// <summary>What C# and GLSL must agree on: shaders get it as <c>#include "layout_generated.glsl"</c>.</summary>
internal static class ShaderLayout
{
    /// <summary>Classes of map sizes: 256, 512, 1024 and 2048 texels.</summary>
    public const int SizeClasses = 4;

    /// <summary>Texels of a material's entry, see MaterialTable.cs: four of its own, two a map.</summary>
    public const int MaterialTexels = FirstMapTexel + 2 * 4;

    public const int FirstMapTexel = 4;

    /// <summary>A map's place is its class times this, plus its layer.</summary>
    public const int LayersPerClass = 4096;

    /// <summary>A map's flags: wrapping along u, in twos of bits; along v; sharp texels; second coordinates.</summary>
    public const int WrapVShift = 2;
    public const int NearestFlag = 16;
    public const int SecondFlag = 32;

    public static string Glsl { get; } = Write();

    private static string Write()
    {
        StringBuilder text = new();
        foreach (ShadeUnit unit in Enum.GetValues<ShadeUnit>())
        {
            text.Append(CultureInfo.InvariantCulture, $"#define UNIT_{Upper(unit.ToString())} {(int)unit}\n");
        }

        void Constant(string name, int value) => text.Append(CultureInfo.InvariantCulture, $"#define {Upper(name)} {value}\n");
        Constant(nameof(SizeClasses), SizeClasses);
        Constant(nameof(MaterialTexels), MaterialTexels);
        Constant(nameof(FirstMapTexel), FirstMapTexel);
        Constant(nameof(LayersPerClass), LayersPerClass);
        Constant(nameof(WrapVShift), WrapVShift);
        Constant(nameof(NearestFlag), NearestFlag);
        Constant(nameof(SecondFlag), SecondFlag);
        return text.ToString();
    }

    private static string Upper(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
