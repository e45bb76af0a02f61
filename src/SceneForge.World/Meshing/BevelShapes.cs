using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>Boxes whose edges catch the light.</summary>
public static class BevelShapes
{
    /// <summary>An axis-aligned box with flat chamfers of a given width along its edges and corners.</summary>
    public static void BevelledBox(this MeshBuilder mesh, Double3 min, Double3 max, double bevel)
    {
        Double3 center = (min + max) * 0.5;
        Double3 half = (max - min) * 0.5;
        double b = Math.Min(bevel, 0.49 * Math.Min(half.X, Math.Min(half.Y, half.Z)) * 2);

        // The corner (sx, sy, sz) is cut into three points: each lies in one face, b away from that face's two edges there.
        Double3 Corner(int sx, int sy, int sz, int axis) => center + new Double3(
            sx * (half.X - (axis == 0 ? 0 : b)), sy * (half.Y - (axis == 1 ? 0 : b)), sz * (half.Z - (axis == 2 ? 0 : b)));

        void Face(Double3 p, Double3 q, Double3 r, Double3 s)
        {
            // Outward whichever way round the corners are given.
            Double3 normal = Double3.Cross(r - p, s - q);
            if (Double3.Dot(normal, (p + q + r + s) * 0.25 - center) > 0)
            {
                mesh.Quad(p, q, r, s);
            }
            else
            {
                mesh.Quad(s, r, q, p);
            }
        }

        int[] signs = [-1, 1];
        foreach (int a in signs)
        {
            Face(Corner(a, -1, -1, 0), Corner(a, 1, -1, 0), Corner(a, 1, 1, 0), Corner(a, -1, 1, 0));
            Face(Corner(-1, a, -1, 1), Corner(1, a, -1, 1), Corner(1, a, 1, 1), Corner(-1, a, 1, 1));
            Face(Corner(-1, -1, a, 2), Corner(1, -1, a, 2), Corner(1, 1, a, 2), Corner(-1, 1, a, 2));
            foreach (int c in signs)
            {
                Face(Corner(-1, a, c, 1), Corner(1, a, c, 1), Corner(1, a, c, 2), Corner(-1, a, c, 2));
                Face(Corner(a, -1, c, 0), Corner(a, 1, c, 0), Corner(a, 1, c, 2), Corner(a, -1, c, 2));
                Face(Corner(a, c, -1, 0), Corner(a, c, 1, 0), Corner(a, c, 1, 1), Corner(a, c, -1, 1));
                foreach (int e in signs)
                {
                    Double3 p = Corner(a, c, e, 0);
                    Double3 q = Corner(a, c, e, 1);
                    Double3 r = Corner(a, c, e, 2);
                    if (a * c * e > 0)
                    {
                        mesh.FlatTriangle(p, q, r);
                    }
                    else
                    {
                        mesh.FlatTriangle(p, r, q);
                    }
                }
            }
        }
    }
}
