using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Documents;
using SceneForge.World.Models.Deformation;
using SharpGLTF.Schema2;
using SharpGLTF.Transforms;

namespace SceneForge.Gltf.Nodes;

/// <summary>Reads nodes at rest.</summary>
internal static class NodeReader
{
    public static ImmutableArray<int> Parents(GltfDocument document)
    {
        int[] parents = [.. Enumerable.Repeat(-1, document.Root.LogicalNodes.Count)];
        foreach (Node node in document.Root.LogicalNodes)
        {
            foreach (Node child in node.VisualChildren)
            {
                parents[child.LogicalIndex] = node.LogicalIndex;
            }
        }

        return [.. parents];
    }

    public static ImmutableArray<AffineMap?> Matrices(GltfDocument document) =>
        [.. document.Root.LogicalNodes.Select(n => n.LocalTransform.IsMatrix ? Map(n.LocalMatrix) : (AffineMap?)null)];

    public static ImmutableArray<JointTransform> Rest(GltfDocument document) =>
        [.. document.Root.LogicalNodes.Select(n => n.LocalTransform.IsMatrix ? JointTransform.Identity : Transform(n.LocalTransform))];

    /// <summary>System.Numerics multiplies rows from the left: its rows are the images of the axes.</summary>
    public static AffineMap Map(in Matrix4x4 m) =>
        new(new Double3(m.M11, m.M12, m.M13), new Double3(m.M21, m.M22, m.M23), new Double3(m.M31, m.M32, m.M33), new Double3(m.M41, m.M42, m.M43));

    /// <summary>A place from a file's numbers.</summary>
    public static JointTransform Transform(in AffineTransform t) =>
        new(Double3.From(t.Translation), Turn(t.Rotation.W, t.Rotation.X, t.Rotation.Y, t.Rotation.Z), Double3.From(t.Scale));

    /// <summary>Scaled to unit length; without any length, no turn.</summary>
    public static Rotation Turn(double w, double x, double y, double z) =>
        w * w + x * x + y * y + z * z > 1e-12 ? new Rotation(w, x, y, z).Normalized() : Rotation.Identity;
}
