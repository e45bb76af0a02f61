using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>A low-floor city bus with three doors on its right side, about 12 x 2.55 x 3.1 m.</summary>
internal static class Bus
{
    private const int Windows = 8;

    public static VehicleDesign Make(Stretch s) => new()
    {
        Class = "bus",
        FleetPaint = true,
        Form = new BodyForm
        {
            Axles = [0, s.X(5.9)],
            WheelRadius = 0.48,
            ArchGap = 0.06,
            Flare = 0,
            FloorZ = 0.30,
            Crown = 0.012,
            FloorRadius = 0.07,
            Profile = s.Outline(
                (8.36, 0.30, 0), (8.52, 0.36), (8.585, 0.60), (8.60, 1.0), (8.585, 1.4), (8.52, 2.2), (8.42, 2.78), (8.33, 2.97), (8.14, 3.075),
                    (7.85, 3.10, 0), (-2.95, 3.10, 0),
                (-3.20, 3.075), (-3.34, 2.95), (-3.39, 2.2), (-3.40, 1.0), (-3.40, 0.55), (-3.36, 0.36), (-3.22, 0.30, 0)),
            Plan = s.Curve((-3.4, 1.255), (-3.0, 1.27), (7.4, 1.27), (8.2, 1.25), (8.6, 1.19)),
            Belt = s.HeightCurve((-3.4, 1.06), (8.6, 1.06)),
            LowerSection = new Curve((0, -0.01), (0.3, 0), (1, 0)),
            Tumblehome = s.Curve((-3.4, 0.008), (8.6, 0.012)),
            SideCurvature = 0.012,
            Ledge = 0.002,
            Bow = s.Curve((-3.4, 0.05), (-3.0, 0.0), (7.0, 0.0), (8.2, 0.12), (8.6, 0.13)),
            EdgeRadius = s.Curve((-3.4, 0.14), (-2.6, 0.17), (7.4, 0.17), (8.2, 0.19), (8.6, 0.20)),
        },
        SideGlass = [.. Enumerable.Range(0, Windows).Select(i => Pane(s, i))],
        GlassBand = s.Outline((-3.05, 1.14, 0.06), (-3.05, 2.66, 0.08), (8.10, 2.66, 0.12), (8.18, 1.14, 0.12)),
        Doors = [s.Outline((-3.1, 0.42, 0.03), (-3.1, 1.08, 0.03), (-0.75, 1.08, 0.03), (-0.75, 0.42, 0.03)),
            s.Outline((0.75, 0.42, 0.03), (0.75, 1.08, 0.03), (5.1, 1.08, 0.03), (5.1, 0.42, 0.03))],
        Windscreen = new Screen(s.Z(0.98), s.Z(2.66), 0.06),
        RearScreen = new Screen(s.Z(1.75), s.Z(2.62), 0.20),
        HeadLamp = s.Face((0.66, 0.60, 0.04), (0.66, 0.78, 0.04), (0.98, 0.82, 0.04), (1.12, 0.82, 0.03), (1.10, 0.66, 0.04), (0.98, 0.60, 0.03)),
        Projectors = [(0.94, s.Z(0.71), 0.065), (0.78, s.Z(0.69), 0.055)],
        TailLamp = s.Face((0.86, 0.75, 0.03), (0.86, 1.45, 0.03), (0.985, 1.45, 0.03), (0.985, 0.75, 0.03)),
        Grille = s.Face((-0.5, 2.73, 0.03), (0.86, 2.73, 0.03), (0.86, 2.96, 0.03), (-0.5, 2.97, 0.03)),
        Intake = s.Face((-0.6, 0.40, 0.01), (0.62, 0.40, 0.03), (0.66, 0.52, 0.03), (-0.6, 0.53, 0.01)),
        BonnetEdge = Curve.Constant(-1),
        BonnetFront = s.X(8.6),
        Tailgate = s.Face((-0.7, 0.62, 0.02), (0.80, 0.62, 0.03), (0.80, 1.60, 0.03), (-0.7, 1.60, 0.02)),
        Handles = [],
        TrimTop = s.Z(0.40),
        Mirror = (s.X(8.12), s.Z(2.45)),
        MirrorScale = 1.9,
        FrontPlateZ = s.Z(0.66),
        RearPlateZ = s.Z(0.52),
        Diffuser = s.Z(0.45),
        TyreWidth = 0.28,
        RearTyreWidth = 0.56,
        RimRadius = 0.29,
        WheelStyle = 3,
        RoofFin = false,
        Cell = 0.25,
        Extras = (mesh, surface) =>
        {
            Doors(mesh, s, surface);
            Display(mesh, s, surface);
        },
    };

    private static Outline Pane(Stretch s, int i)
    {
        const double rear = -2.98;
        const double front = 8.03;
        const double pillar = 0.05;
        double width = (front - rear + pillar) / Windows;
        double a = rear + width * i;
        double b = a + width - pillar;
        double slope = i == Windows - 1 ? 0.06 : 0;
        return s.Outline((a, 1.21, 0.05), (a, 2.59, 0.05), (b, 2.59, 0.05), (b + slope, 1.21, 0.05));
    }

    /// <summary>Three double doors on the kerb side (right-hand traffic): glass leaves in a black frame over the side's full height.</summary>
    private static void Doors(MeshBuilder mesh, Stretch s, BodySurface surface)
    {
        foreach ((double rear, double front) in new[] { (6.72, 7.92), (2.55, 3.80), (-2.20, -0.95) })
        {
            double a = s.X(rear);
            double b = s.X(front);
            double y = -surface.HalfWidth((a + b) / 2, 1.0);
            double low = s.Z(0.36);
            double high = s.Z(2.52);
            mesh.Part("gloss", VehicleMaterials.Placeholder);
            mesh.Box(new Double3(a, y - 0.012, low), new Double3(b, y + 0.05, high));
            mesh.Part("glass", VehicleMaterials.Placeholder);
            for (int leaf = 0; leaf < 2; leaf++)
            {
                double l = a + (b - a) * leaf / 2 + 0.045;
                double r = a + (b - a) * (leaf + 1) / 2 - 0.045;
                const double proud = 0.016;
                mesh.Quad(new Double3(l, y - proud, low + 0.09), new Double3(r, y - proud, low + 0.09), new Double3(r, y - proud, high - 0.07),
                    new Double3(l, y - proud, high - 0.07));
            }

            mesh.Part("steel", VehicleMaterials.Placeholder);
            mesh.Box(new Double3((a + b) / 2 - 0.012, y - 0.022, low + 0.02), new Double3((a + b) / 2 + 0.012, y, high - 0.02));
        }
    }

    /// <summary>The route display above the windscreen: amber dots blurred to a band of blocks.</summary>
    private static void Display(MeshBuilder mesh, Stretch s, BodySurface surface)
    {
        mesh.Part("display", VehicleMaterials.Placeholder);
        double z0 = s.Z(2.79);
        double z1 = s.Z(2.92);
        ReadOnlySpan<double> starts = [-0.62, -0.50, -0.24, -0.14, -0.04, 0.06, 0.16, 0.34, 0.44, 0.54];
        foreach (double start in starts)
        {
            double a = start;
            double b = start + 0.07;
            Double3 P(double y, double z) =>
                (surface.FromFront(y, z) ?? throw new InvalidOperationException("No skin behind the display.")) + new Double3(0.012, 0, 0);
            mesh.Quad(P(a, z0), P(b, z0), P(b, z1), P(a, z1));
        }
    }
}
