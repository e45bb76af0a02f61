using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Buildings;

/// <summary>A pitched roof over a rectangle. Its frame: ridge along x, middle of the rectangle at the origin.</summary>
/// <param name="Length">Of the rectangle along the ridge, metres.</param>
/// <param name="Span">Of the rectangle across the ridge, metres.</param>
/// <param name="Eaves">Height of the wall's top, metres.</param>
/// <param name="Pitch">Radians.</param>
/// <param name="HipStart">Whether the end at -x slopes as well.</param>
/// <param name="HipEnd">Whether the end at +x slopes as well.</param>
/// <param name="Overhang">Of the eaves beyond the wall, metres.</param>
/// <param name="Verge">Of the gables beyond the wall, metres.</param>
internal sealed record RoofPlan(double Length, double Span, double Eaves, double Pitch, bool HipStart = false, bool HipEnd = false,
    double Overhang = 0.32, double Verge = 0.18)
{
    private const double Thickness = 0.14;

    public double Rise => StrictMath.Tan(Pitch);

    /// <summary>Height of the ridge's upper edge.</summary>
    public double Ridge => Eaves + Thickness + Span / 2 * Rise;

    /// <summary>Height of the covering over a point across the ridge.</summary>
    public double HeightAt(double y) => Ridge - Math.Abs(y) * Rise;

    /// <summary>Adds slopes, soffits, boards, ridge tiles and gutters.</summary>
    public void Build(MeshBuilder mesh, HousePalette palette, bool gutters = true)
    {
        double y = Span / 2 + Overhang;
        double low = Ridge - y * Rise;
        double start = -Length / 2 - (HipStart ? Overhang : Verge);
        double end = Length / 2 + (HipEnd ? Overhang : Verge);
        double ridgeStart = HipStart ? start + y : start;
        double ridgeEnd = HipEnd ? end - y : end;
        if (HipStart && HipEnd && ridgeEnd < ridgeStart)
        {
            ridgeStart = ridgeEnd = (start + end) / 2;
        }

        Double3 a = new(start, -y, low);
        Double3 b = new(end, -y, low);
        Double3 c = new(end, y, low);
        Double3 d = new(start, y, low);
        Double3 r0 = new(ridgeStart, 0, Ridge);
        Double3 r1 = new(ridgeEnd, 0, Ridge);
        mesh.Part("roof", palette.Roof);
        mesh.Polygon([a, b, r1, r0]);
        mesh.Polygon([c, d, r0, r1]);
        if (HipEnd)
        {
            mesh.Polygon([b, c, r1]);
        }

        if (HipStart)
        {
            mesh.Polygon([d, a, r0]);
        }

        Underside(mesh, palette, a, b, c, d, r0, r1);
        RidgeTiles(mesh, palette, a, b, c, d, r0, r1);
        if (gutters)
        {
            Gutters(mesh, palette, start, end, y, low);
        }
    }

    private void Underside(MeshBuilder mesh, HousePalette palette, Double3 a, Double3 b, Double3 c, Double3 d, Double3 r0, Double3 r1)
    {
        Double3 drop = new(0, 0, -Thickness - 0.06);
        mesh.Part("trim", palette.Trim);
        mesh.Quad(a + drop, b + drop, b, a);
        mesh.Quad(c + drop, d + drop, d, c);
        mesh.Polygon([b + drop, a + drop, r0 + drop, r1 + drop]);
        mesh.Polygon([d + drop, c + drop, r1 + drop, r0 + drop]);
        foreach ((bool hip, Double3 from, Double3 to, Double3 top) in new[] { (HipEnd, b, c, r1), (HipStart, d, a, r0) })
        {
            if (hip)
            {
                mesh.Quad(from + drop, to + drop, to, from);
                mesh.Polygon([to + drop, from + drop, top + drop]);
            }
            else
            {
                // Barge boards close the verge and hang a little below the soffit.
                Double3 hang = new(0, 0, -Thickness - 0.12);
                mesh.Quad(from + hang, top + hang, top, from);
                mesh.Quad(top + hang, to + hang, to, top);
            }
        }
    }

    private void RidgeTiles(MeshBuilder mesh, HousePalette palette, Double3 a, Double3 b, Double3 c, Double3 d, Double3 r0, Double3 r1)
    {
        mesh.Part("ridge", palette.Roof);
        if ((r1 - r0).LengthSquared > 0.01)
        {
            mesh.Tube([r0, r1], _ => 0.11, 8);
        }

        foreach ((bool hip, Double3 from, Double3 to, Double3 top) in new[] { (HipEnd, b, c, r1), (HipStart, d, a, r0) })
        {
            if (hip)
            {
                mesh.Tube([from, top], _ => 0.085, 6);
                mesh.Tube([to, top], _ => 0.085, 6);
            }
        }
    }

    private void Gutters(MeshBuilder mesh, HousePalette palette, double start, double end, double y, double low)
    {
        mesh.Part("gutter", palette.Gutter);
        double z = low - 0.05;
        foreach (int side in new[] { -1, 1 })
        {
            double gutter = side * (y + 0.05);
            mesh.Tube([new(start, gutter, z), new(end, gutter, z)], _ => 0.06, 6);
            double x = side > 0 ? Length / 2 - 0.25 : -Length / 2 + 0.25;
            double wall = side * (Span / 2 + 0.06);
            mesh.Tube([new(x, gutter, z), new(x, gutter, z - 0.12), new(x, wall, z - 0.45), new(x, wall, 0.0)], _ => 0.04, 6);
        }

        foreach ((bool hip, double x) in new[] { (HipStart, start - 0.05), (HipEnd, end + 0.05) })
        {
            if (hip)
            {
                mesh.Tube([new(x, -y, z), new(x, y, z)], _ => 0.06, 6);
            }
        }
    }
}
