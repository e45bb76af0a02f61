using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Geometry;

/// <summary>Consecutive triangles of a mesh with their box: the unit of culling and drawing.</summary>
internal readonly record struct Cluster(int FirstTriangle, int TriangleCount, Double3 Center, Double3 Extent)
{
    // Small enough that long roads and hedges are cut away outside the view, large enough to keep draws few.
    private const int MaxTriangles = 512;

    public static Cluster[] Split(Mesh mesh)
    {
        List<Cluster> clusters = [];
        int triangles = mesh.TriangleCount;
        int pieces = Math.Max(1, (triangles + MaxTriangles - 1) / MaxTriangles);
        for (int i = 0; i < pieces; i++)
        {
            int first = (int)((long)triangles * i / pieces);
            int end = (int)((long)triangles * (i + 1) / pieces);
            Vector3 min = new(float.PositiveInfinity);
            Vector3 max = new(float.NegativeInfinity);
            foreach (int index in mesh.Indices.AsSpan(first * 3, (end - first) * 3))
            {
                min = Vector3.Min(min, mesh.Positions[index]);
                max = Vector3.Max(max, mesh.Positions[index]);
            }

            if (end > first)
            {
                clusters.Add(new Cluster(first, end - first, (Double3.From(min) + Double3.From(max)) * 0.5,
                    (Double3.From(max) - Double3.From(min)) * 0.5));
            }
        }

        return [.. clusters];
    }
}
