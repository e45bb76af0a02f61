using System.Buffers;
using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>Makes the shapes that deformations give a mesh; rounded to single precision once, at the end.</summary>
public static class DeformedMesh
{
    /// <param name="rest">The mesh that is deformed.</param>
    public static Mesh Make(Mesh rest, IDeformation deformation, in MotionState motion)
    {
        ArgumentNullException.ThrowIfNull(rest);
        ArgumentNullException.ThrowIfNull(deformation);
        int count = rest.Positions.Length;
        Double3[] room = ArrayPool<Double3>.Shared.Rent(2 * count);
        Span<Double3> positions = room.AsSpan(0, count);
        Span<Double3> normals = room.AsSpan(count, count);
        for (int i = 0; i < count; i++)
        {
            positions[i] = Double3.From(rest.Positions[i]);
            normals[i] = Double3.From(rest.Normals[i]);
        }

        deformation.Deform(motion, positions, normals);
        Vector3[] moved = new Vector3[count];
        Vector3[] turned = new Vector3[count];
        for (int i = 0; i < count; i++)
        {
            moved[i] = positions[i].ToSingle();
            Double3 normal = normals[i].Normalized();
            turned[i] = normal == Double3.Zero ? rest.Normals[i] : normal.ToSingle();
        }

        ArrayPool<Double3>.Shared.Return(room);
        return rest.Reshaped(moved, turned);
    }
}
