using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Benchmarks;

/// <summary>How far two casters agree.</summary>
/// <param name="Equal">Rays with the same triangle and a distance within 1e-4 of it, or with none.</param>
/// <param name="Tied">Another triangle at the same distance: coplanar ones, and both sides of an edge.</param>
/// <param name="AtEdges">Others that pass the outline of one of the two triangles within 1e-4 m.</param>
/// <param name="Different">The rest.</param>
internal sealed record HitAgreement(int Equal, int Tied, int AtEdges, int Different)
{
    private const double Tolerance = 1e-4;

    public static HitAgreement Of(CastingCase casting, RayHit[] own, PeerHit[] peer)
    {
        (int equal, int tied, int edges, int different) = (0, 0, 0, 0);
        for (int i = 0; i < own.Length; i++)
        {
            int primitive = own[i].IsHit ? casting.FirstTriangle[own[i].Instance] + own[i].Triangle : -1;
            bool near = own[i].IsHit && peer[i].Primitive >= 0 && Math.Abs(own[i].T - peer[i].T) <= Tolerance * Math.Max(1, own[i].T);
            if (primitive == peer[i].Primitive && (near || primitive < 0))
            {
                equal++;
            }
            else if (near)
            {
                tied++;
            }
            else if (PassesEdge(casting, casting.Rays[i], primitive) || PassesEdge(casting, casting.Rays[i], peer[i].Primitive))
            {
                edges++;
            }
            else
            {
                different++;
            }
        }

        return new HitAgreement(equal, tied, edges, different);
    }

    public void Print(string name, string scene)
    {
        Figure.Print($"{name}_hits_equal.{scene}", 100.0 * Equal / (Equal + Tied + AtEdges + Different), "%");
        Figure.Print($"{name}_hits_tied.{scene}", Tied, "rays");
        Figure.Print($"{name}_hits_at_edges.{scene}", AtEdges, "rays");
        Figure.Print($"{name}_hits_different.{scene}", Different, "rays");
    }

    // The nearest distance between the ray's line and each edge, in double precision.
    private static bool PassesEdge(CastingCase casting, Ray ray, int triangle)
    {
        if (triangle < 0)
        {
            return false;
        }

        Double3[] corners = [.. Enumerable.Range(0, 3).Select(c => new Double3(casting.Corners[9 * triangle + 3 * c],
            casting.Corners[9 * triangle + 3 * c + 1], casting.Corners[9 * triangle + 3 * c + 2]))];
        Double3 d = Double3.From(ray.Direction).Normalized();
        return Enumerable.Range(0, 3).Any(i =>
        {
            Double3 edge = corners[(i + 1) % 3] - corners[i];
            Double3 w = Double3.From(ray.Origin) - corners[i];
            double along = Double3.Dot(edge, d);
            double square = edge.LengthSquared - along * along;
            double share = square > 0 ? Math.Clamp((Double3.Dot(w, edge) - Double3.Dot(w, d) * along) / square, 0, 1) : 0;
            Double3 apart = w - edge * share;
            return Math.Sqrt(Math.Max(0, apart.LengthSquared - Math.Pow(Double3.Dot(apart, d), 2))) <= Tolerance;
        });
    }
}
