using System.Globalization;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.World.Models;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>
/// All texture maps on the device. Patterns made by code lie in one pair of arrays, all scaled to the largest of them; every other map in the
/// arrays of the smallest size class that holds it, so that a large image costs its own room alone. Images above the largest class are scaled down
/// to it once, with a word to <paramref name="warn"/>.
/// </summary>
internal sealed class TextureStore(GL gl, Action<string>? warn) : IDisposable
{
    private const int SmallestClass = 256;

    private readonly LayerArrays<SurfacePattern> _patterns = new(gl, GLEnum.Srgb8Alpha8, GLEnum.Rgba8);
    private readonly LayerArrays<MapImage>[] _colors = [.. Enumerable.Range(0, ShaderLayout.SizeClasses).Select(_ =>
        new LayerArrays<MapImage>(gl, GLEnum.Srgb8Alpha8))];
    private readonly LayerArrays<MapImage>[] _data = [.. Enumerable.Range(0, ShaderLayout.SizeClasses).Select(_ =>
        new LayerArrays<MapImage>(gl, GLEnum.Rgba8))];
    private readonly HashSet<TextureImage> _warned = [];

    /// <summary>Grows by one whenever layers have moved.</summary>
    public int Version { get; private set; }

    /// <summary>Makes sure that a world's maps have layers. Layers of other worlds may move.</summary>
    public void Prepare(IReadOnlyCollection<MaterialMaps> worldMaps)
    {
        SurfacePattern[] patterns = [.. worldMaps.Select(SurfacePattern.Of).OfType<SurfacePattern>().Distinct()];
        bool moved = _patterns.Prepare(patterns.Select(p => p.Color.Width).DefaultIfEmpty(1).Max(), patterns, (p, size) => p.Texels(size));
        foreach (IGrouping<(bool IsColor, int Class), MapImage> group in worldMaps.SelectMany(Images).Distinct()
            .GroupBy(i => (i.IsColor, ClassOf(i.Image))))
        {
            moved |= ArraysOf(group.Key.IsColor, group.Key.Class).Prepare(SmallestClass << group.Key.Class, [.. group], (i, size) =>
                [MapScaler.Scale(i, size)]);
            foreach (MapImage large in group.Where(i => Math.Max(i.Image.Width, i.Image.Height) > SmallestClass << group.Key.Class
                && _warned.Add(i.Image)))
            {
                warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"Image '{large.Image.Name}' of {large.Image.Width} x {large.Image.Height
                    } texels is shown with {SmallestClass << group.Key.Class} a side. Scale it down in its file to silence this."));
            }
        }

        Version += moved ? 1 : 0;
    }

    /// <summary>Layer of the pattern that the maps are, or -1.</summary>
    public int PatternLayer(MaterialMaps maps) => SurfacePattern.Of(maps) is { } pattern ? _patterns.Layer(pattern) : -1;

    /// <summary>Place of a map, as the shader reads it.</summary>
    public int MapPlace(TextureMap map, bool isColor)
    {
        int sizeClass = ClassOf(map.Image);
        return sizeClass * ShaderLayout.LayersPerClass + ArraysOf(isColor, sizeClass).Layer(MapImage.Of(map, isColor));
    }

    /// <summary>The size classes that maps lie in: bit k those of colours, bit k + <see cref="ShaderLayout.SizeClasses"/> of others.</summary>
    public static int ClassesOf(IEnumerable<MaterialMaps> worldMaps) => worldMaps.SelectMany(Images)
        .Aggregate(0, (bits, i) => bits | 1 << (ClassOf(i.Image) + (i.IsColor ? 0 : ShaderLayout.SizeClasses)));

    /// <param name="classes">Size classes that a shader reads, as <see cref="ClassesOf"/> gives them.</param>
    public void Bind(int classes)
    {
        gl.BindTextureUnit((uint)ShadeUnit.PatternColors, _patterns.Arrays[0].Name);
        gl.BindTextureUnit((uint)ShadeUnit.PatternReliefs, _patterns.Arrays[1].Name);
        for (int k = 0; k < 2 * ShaderLayout.SizeClasses; k++)
        {
            if ((classes >> k & 1) != 0)
            {
                bool isColor = k < ShaderLayout.SizeClasses;
                gl.BindTextureUnit((uint)((int)ShadeUnit.ColorMaps + k), ArraysOf(isColor, k % ShaderLayout.SizeClasses).Arrays[0].Name);
            }
        }
    }

    public void Dispose()
    {
        _patterns.Dispose();
        foreach (LayerArrays<MapImage> arrays in _colors.Concat(_data))
        {
            arrays.Dispose();
        }
    }

    /// <summary>The maps that lie in size classes: none of a pattern's.</summary>
    private static IEnumerable<MapImage> Images(MaterialMaps maps)
    {
        if (SurfacePattern.Of(maps) is not null)
        {
            return [];
        }

        (TextureMap? Map, bool IsColor)[] all = [(maps.Color, true), (maps.Orm, false), (maps.Normal, false), (maps.Emissive, true)];
        return all.Where(m => m.Map is not null).Select(m => MapImage.Of(m.Map!, m.IsColor));
    }

    private static int ClassOf(TextureImage image)
    {
        int side = Math.Max(image.Width, image.Height);
        int sizeClass = 0;
        while (sizeClass < ShaderLayout.SizeClasses - 1 && SmallestClass << sizeClass < side)
        {
            sizeClass++;
        }

        return sizeClass;
    }

    private LayerArrays<MapImage> ArraysOf(bool isColor, int sizeClass) => isColor ? _colors[sizeClass] : _data[sizeClass];
}
