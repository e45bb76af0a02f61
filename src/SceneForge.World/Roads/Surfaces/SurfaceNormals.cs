using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>
/// Shading normals: faces at a vertex that meet within 25 degrees are shaded as one smooth surface, weighted by their angles there.
/// </summary>
internal static class SurfaceNormals
{
    private const double SmoothCosine = 0.906;

    /// <summary>Three normals a triangle, one for each corner.</summary>
    public static Double3[] Of(GroundMesh mesh)
    {
        GroundTriangle[] triangles = mesh.Triangles;
        Double3[] faces = new Double3[triangles.Length];
        double[] angles = new double[3 * triangles.Length];
        List<int>[] around = new List<int>[mesh.Positions.Length];
        for (int i = 0; i < triangles.Length; i++)
        {
            int[] corners = [triangles[i].A, triangles[i].B, triangles[i].C];
            Double3[] p = [mesh.Positions[corners[0]], mesh.Positions[corners[1]], mesh.Positions[corners[2]]];
            faces[i] = Double3.Cross(p[1] - p[0], p[2] - p[0]).Normalized();
            for (int c = 0; c < 3; c++)
            {
                Double3 u = (p[(c + 1) % 3] - p[c]).Normalized();
                Double3 v = (p[(c + 2) % 3] - p[c]).Normalized();
                angles[3 * i + c] = StrictMath.Acos(Math.Clamp(Double3.Dot(u, v), -1, 1));
                (around[corners[c]] ??= []).Add(3 * i + c);
            }
        }

        Double3[] normals = new Double3[angles.Length];
        foreach (List<int> corners in around)
        {
            foreach (int corner in corners ?? [])
            {
                Double3 face = faces[corner / 3];
                Double3 sum = face * 1e-9;
                foreach (int other in corners!)
                {
                    sum += Double3.Dot(face, faces[other / 3]) >= SmoothCosine ? faces[other / 3] * angles[other] : Double3.Zero;
                }

                normals[corner] = sum.Normalized();
            }
        }

        return normals;
    }
}
