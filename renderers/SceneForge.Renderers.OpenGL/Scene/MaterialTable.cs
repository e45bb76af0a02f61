using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>Materials of a world as the shader reads them: one run of entries for each distinct list of a model's node.</summary>
internal sealed class MaterialTable
{
    private readonly Dictionary<IReadOnlyList<Material>, int> _runs = [];

    public List<Entry> Entries { get; } = [];

    /// <summary>First entry of a node's materials.</summary>
    /// <param name="layer">Layer of a texture.</param>
    public int Add(IReadOnlyList<Material> materials, Func<Texture, int> layer)
    {
        if (_runs.TryGetValue(materials, out int first))
        {
            return first;
        }

        first = Entries.Count;
        _runs.Add(materials, first);
        foreach (Material m in materials)
        {
            float always = -1;
            Entries.Add(new Entry(
                new Vector4(m.BaseColor, m.Roughness),
                new Vector4(m.Metallic, m.ClearCoat, m.Porosity, m.Retroreflection),
                new Vector4(m.Emission, m.EmissionSwitch is { } lamp ? (float)lamp : always),
                m.Texture is { } t
                    ? new Vector4(m.Translucency, layer(t), (float)(1 / t.MetresU), (float)(1 / t.MetresV))
                    : new Vector4(m.Translucency, -1, 1, 1)));
        }

        return first;
    }

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Entry(Vector4 Color, Vector4 Surface, Vector4 Emission, Vector4 Texture);
}
