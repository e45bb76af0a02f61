using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Documents;
using SceneForge.Gltf.Nodes;

namespace SceneForge.Gltf.Reading;

/// <summary>Places of a node's mesh (EXT_mesh_gpu_instancing): scaled, turned, shifted within the node.</summary>
internal static class InstanceReader
{
    /// <returns>Null where the node has no such places.</returns>
    public static IEnumerable<AffineMap>? Places(GltfDocument document, AccessorReader accessors, int node)
    {
        if (document.Json.Get("nodes").Items()[node].Find("extensions")?.Find("EXT_mesh_gpu_instancing")?.Get("attributes") is not { } attributes)
        {
            return null;
        }

        double[]? Values(string name) => attributes.Find(name) is { } reference
            ? accessors.Numbers(document.Root.LogicalAccessors[reference.AsInteger()])
            : null;
        double[]? shifts = Values("TRANSLATION");
        double[]? turns = Values("ROTATION");
        double[]? scales = Values("SCALE");
        int count = shifts?.Length / 3 ?? turns?.Length / 4 ?? scales?.Length / 3 ?? 0;
        if (count > document.Limits.Nodes)
        {
            throw attributes.Fail($"The mesh stands at {count} places.", $"Give at most {document.Limits.Nodes}.");
        }

        return Enumerable.Range(0, count).Select(i => AffineMap.Of(
            Vector(shifts, i, 0),
            turns is null ? Rotation.Identity : NodeReader.Turn(turns[4 * i + 3], turns[4 * i], turns[4 * i + 1], turns[4 * i + 2]),
            Vector(scales, i, 1)));
    }

    private static Double3 Vector(double[]? values, int i, double otherwise) =>
        values is null ? new Double3(otherwise, otherwise, otherwise) : new Double3(values[3 * i], values[3 * i + 1], values[3 * i + 2]);
}
