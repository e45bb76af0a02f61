using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>What is set onto or into a body's skin: wheel wells, floor, handles, plates, slats, rails.</summary>
internal static class Fittings
{
    /// <summary>A half cylinder with an inner wall behind each wheel arch, and the arch's lip.</summary>
    public static void WheelWells(MeshBuilder mesh, BodySurface surface, string lipPart, double inner)
    {
        const int steps = 16;
        BodyForm form = surface.Form;
        double low = StrictMath.Asin(Math.Clamp((form.WheelRadius - form.FloorZ) / form.ArchRadius, 0, 1));
        foreach (double axle in form.Axles)
        {
            foreach (int side in new[] { 1, -1 })
            {
                Double3 At(int k, double radius, double y)
                {
                    double angle = -low + (Math.PI + 2 * low) * (side > 0 ? k : steps - k) / steps;
                    return new Double3(axle + radius * StrictMath.Cos(angle), y * side, form.WheelRadius + radius * StrictMath.Sin(angle));
                }

                double Skin(int k)
                {
                    Double3 p = At(k, form.ArchRadius, 0);
                    return surface.FromSide(p.X, p.Z)?.Y ?? surface.HalfWidth(p.X, p.Z);
                }

                double[] skin = [.. Enumerable.Range(0, steps + 1).Select(Skin)];
                mesh.Part(lipPart, VehicleMaterials.Placeholder);
                mesh.Grid(3, steps + 1, (r, k) =>
                    At(k, form.ArchRadius + (r == 0 ? 0.003 : r == 1 ? -0.003 : -0.006), skin[k] + (r == 0 ? 0.0 : r == 1 ? 0.004 : -0.035)));
                mesh.Part("underbody", VehicleMaterials.Placeholder);
                mesh.Grid(2, steps + 1, (r, k) => At(k, form.ArchRadius - 0.004, r == 0 ? skin[k] - 0.03 : inner));
                mesh.Grid(2, steps + 1, (r, k) => r == 0 ? At(k, form.ArchRadius, inner) : new Double3(axle, inner * side, form.WheelRadius));
            }
        }
    }

    /// <summary>A flat floor between the sills, narrower at the wheels.</summary>
    public static void Floor(MeshBuilder mesh, BodySurface surface, double inner)
    {
        BodyForm form = surface.Form;
        const double lift = 0.008;
        // Bumpers are round in plan, so the floor's ends are narrower.
        double Sill(double x) => (surface.HalfWidth(x, form.FloorZ) - 0.04) * (x < form.Axles[0] - form.ArchRadius
            || x > form.Axles[^1] + form.ArchRadius ? 0.72 : 1);
        List<double> xs = [form.Profile.MinU + 0.3];
        foreach (double axle in form.Axles)
        {
            xs.Add(axle - form.ArchRadius);
            xs.Add(axle + form.ArchRadius);
        }

        xs.Add(form.Profile.MaxU - 0.35);
        mesh.Part("underbody", VehicleMaterials.Placeholder);
        for (int i = 0; i + 1 < xs.Count; i++)
        {
            bool atWheel = i % 2 == 1;
            double ya = atWheel ? inner : Sill(xs[i]);
            double yb = atWheel ? inner : Sill(xs[i + 1]);
            double z = form.FloorZ + lift;
            mesh.Quad(new Double3(xs[i], ya, z), new Double3(xs[i + 1], yb, z), new Double3(xs[i + 1], -yb, z), new Double3(xs[i], -ya, z));
        }
    }

    /// <summary>Bar handles, one a door on either side.</summary>
    public static void Handles(MeshBuilder mesh, BodySurface surface, IEnumerable<(double X, double Z)> places, string part)
    {
        foreach ((double x, double z) in places)
        {
            foreach (int side in new[] { 1, -1 })
            {
                Double3[] path = new Double3[6];
                for (int i = 0; i < path.Length; i++)
                {
                    double along = i / (double)(path.Length - 1);
                    double px = x + 0.09 - 0.18 * along;
                    double y = (surface.FromSide(px, z)?.Y ?? surface.HalfWidth(px, z)) + 0.03 * Math.Min(1, 4 * Math.Min(along, 1 - along)) - 0.005;
                    path[i] = new Double3(px, y * side, z);
                }

                mesh.Part(part, VehicleMaterials.Placeholder);
                mesh.Tube(path, i => i == 0 || i == path.Length - 1 ? 0.009 : 0.012, 6);
            }
        }
    }

    /// <summary>Strips across the front, following the skin.</summary>
    public static void Slats(MeshBuilder mesh, BodySurface surface, Outline outline, IEnumerable<double> heights, double thickness, string part)
    {
        foreach (double z in heights)
        {
            double half = 0;
            while (half < 0.8 && outline.SignedDistance(half + 0.02, z) < -0.012)
            {
                half += 0.02;
            }

            if (half < 0.04)
            {
                continue;
            }

            int steps = Math.Max(4, (int)(half / 0.06) * 2);
            Double3 At(int i, int row)
            {
                double y = -half + 2 * half * i / steps;
                Double3 p = surface.FromFront(y, z) ?? throw new InvalidOperationException($"No skin at ({y}, {z}).");
                return p + new Double3(row is 1 or 2 ? 0.009 : -0.004, 0, (row < 2 ? -1 : 1) * thickness / 2);
            }

            mesh.Part(part, VehicleMaterials.Placeholder);
            mesh.Grid(2, steps + 1, (r, i) => At(i, r));
            mesh.Grid(2, steps + 1, (r, i) => At(i, r + 1));
            mesh.Grid(2, steps + 1, (r, i) => At(i, r + 2));
        }
    }

    /// <summary>Wipers at rest on the windscreen.</summary>
    public static void Wipers(MeshBuilder mesh, BodySurface surface, Screen screen)
    {
        mesh.Part("trim", VehicleMaterials.Placeholder);
        foreach ((double from, double to) in new[] { (0.52, 0.02), (-0.05, -0.5) })
        {
            const int steps = 7;
            Double3[] blade = new Double3[steps + 1];
            for (int i = 0; i <= steps; i++)
            {
                double y = from + (to - from) * i / steps;
                double z = screen.Bottom + 0.012 + 0.05 * i / steps;
                Double3 p = surface.FromFront(y, z) ?? throw new InvalidOperationException($"No skin at ({y}, {z}).");
                blade[i] = p + surface.Normal(new Double3(p.X, Math.Abs(p.Y), p.Z)) * 0.012;
            }

            mesh.Tube(blade, _ => 0.008, 5);
        }
    }

    /// <summary>Rails along both edges of the roof.</summary>
    public static void RoofRails(MeshBuilder mesh, BodySurface surface, double rear, double front, string part)
    {
        const int steps = 12;
        foreach (int side in new[] { 1, -1 })
        {
            Double3[] path = new Double3[steps + 1];
            for (int i = 0; i <= steps; i++)
            {
                double x = rear + (front - rear) * i / steps;
                double y = surface.HalfWidth(x, surface.Form.Profile.TopAt(x) - 0.09) - 0.05;
                Double3 p = surface.FromTop(x, y) ?? throw new InvalidOperationException($"No roof at ({x}, {y}).");
                double rise = i == 0 || i == steps ? -0.005 : i == 1 || i == steps - 1 ? 0.014 : 0.018;
                path[i] = new Double3(p.X, p.Y * side, p.Z + rise);
            }

            mesh.Part(part, VehicleMaterials.Placeholder);
            mesh.Tube(path, _ => 0.011, 7);
        }
    }
}
