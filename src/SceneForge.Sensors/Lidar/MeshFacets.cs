using System.Runtime.CompilerServices;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Sensors.Lidar;

/// <summary>A triangle as a beam meets it.</summary>
/// <param name="Normal">Unit vector in the mesh's frame; null where the triangle has no area.</param>
/// <param name="Part">Index of the mesh part that it belongs to.</param>
internal readonly record struct Facet(Double3 Normal, int Part);

/// <summary>Facets of meshes, made when one is first met and kept as long as it lives. Thread-safe.</summary>
internal static class MeshFacets
{
    private static readonly ConditionalWeakTable<Mesh, Facet[]> Known = [];

    /// <summary>One a triangle.</summary>
    public static Facet[] Of(Mesh mesh) => Known.GetValue(mesh, Make);

    private static Facet[] Make(Mesh mesh)
    {
        Facet[] facets = new Facet[mesh.TriangleCount];
        for (int part = 0; part < mesh.Parts.Length; part++)
        {
            MeshPart range = mesh.Parts[part];
            for (int i = range.FirstTriangle; i < range.FirstTriangle + range.TriangleCount; i++)
            {
                Double3 a = Double3.From(mesh.Positions[mesh.Indices[3 * i]]);
                Double3 b = Double3.From(mesh.Positions[mesh.Indices[3 * i + 1]]);
                Double3 c = Double3.From(mesh.Positions[mesh.Indices[3 * i + 2]]);
                facets[i] = new Facet(Double3.Cross(b - a, c - a).Normalized(), part);
            }
        }

        return facets;
    }
}
