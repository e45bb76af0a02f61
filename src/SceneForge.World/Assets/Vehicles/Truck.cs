using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>A two-axle lorry with a box body, about 7.5 x 2.47 x 3.3 m.</summary>
internal static class Truck
{
    private const double BoxRear = -2.08;
    private const double BoxFront = 3.42;
    private const double BoxHalfWidth = 1.232;
    private const double BoxFloor = 1.02;
    private const double BoxTop = 3.30;

    public static VehicleDesign Make(Stretch s) => new()
    {
        Class = "truck",
        FleetPaint = true,
        Axles = [0, s.X(4.2)],
        Top = s.Z(BoxTop),
        Form = new BodyForm
        {
            Axles = [s.X(4.2)],
            WheelRadius = 0.42,
            ArchGap = 0.06,
            Flare = 0.01,
            FloorZ = 0.34,
            Crown = 0.03,
            Profile = s.Outline(
                (5.16, 0.34, 0), (5.31, 0.39), (5.375, 0.55), (5.39, 0.9), (5.375, 1.2), (5.33, 1.50), (5.21, 2.05), (5.10, 2.40), (4.98, 2.535),
                    (4.72, 2.61), (4.2, 2.63), (3.78, 2.615),
                (3.62, 2.57), (3.55, 2.40), (3.55, 0.62), (3.58, 0.48), (3.70, 0.34, 0)),
            Plan = s.Curve((3.5, 1.09), (3.8, 1.12), (4.8, 1.12), (5.15, 1.09), (5.39, 1.02)),
            Belt = s.HeightCurve((3.5, 1.38), (5.4, 1.38)),
            LowerSection = new Curve((0, -0.03), (0.15, -0.005), (0.4, 0), (0.8, 0), (1, -0.012)),
            Tumblehome = s.Curve((3.5, 0.07), (5.4, 0.09)),
            SideCurvature = 0.03,
            Ledge = 0.008,
            Bow = s.Curve((3.5, 0.02), (4.2, 0.02), (5.0, 0.10), (5.4, 0.12)),
            EdgeRadius = s.Curve((3.55, 0.08), (4.0, 0.12), (4.8, 0.13), (5.2, 0.15), (5.4, 0.17)),
        },
        SideGlass = [s.Outline((5.00, 1.42, 0.05), (4.93, 1.75), (4.80, 2.18, 0.08), (4.10, 2.20, 0.06), (4.06, 1.46, 0.05))],
        GlassBand = s.Outline((5.045, 1.385, 0.05), (4.96, 1.76), (4.825, 2.215, 0.08), (4.07, 2.235, 0.06), (4.025, 1.425, 0.05)),
        Doors = [s.Outline((5.14, 1.10), (5.10, 1.38), (5.00, 1.78), (4.86, 2.27, 0.08), (4.02, 2.29, 0.05), (3.97, 1.45), (3.97, 0.98, 0.05),
            (4.62, 0.96, 0.06), (4.78, 0.66, 0.05), (5.10, 0.64, 0.06))],
        Windscreen = new Screen(s.Z(1.40), s.Z(2.36), 0.09),
        HeadLamp = s.Face((0.58, 0.62, 0.03), (0.58, 0.78, 0.03), (0.86, 0.80, 0.03), (0.95, 0.79, 0.03), (0.94, 0.64, 0.03)),
        Projectors = [(0.83, s.Z(0.71), 0.058), (0.68, s.Z(0.70), 0.05)],
        // The lorry's tail lamps are fittings of the frame: the cab's back has none.
        TailLamp = new Outline((50, 50), (51, 50), (50, 51)),
        Grille = s.Face((-0.5, 0.90, 0.02), (0.66, 0.90, 0.04), (0.72, 1.24, 0.04), (-0.5, 1.26, 0.02)),
        Intake = s.Face((-0.6, 0.43, 0.01), (0.42, 0.43, 0.03), (0.46, 0.56, 0.03), (-0.6, 0.57, 0.01)),
        BonnetEdge = Curve.Constant(-1),
        BonnetFront = s.X(5.4),
        Handles = [(s.X(4.16), s.Z(1.28))],
        HandlePart = "trim",
        TrimTop = s.Z(0.58),
        ArchTrim = 0.05,
        Mirror = (s.X(5.06), s.Z(1.78)),
        MirrorScale = 2.0,
        FrontPlateZ = s.Z(0.64),
        RearPlateZ = s.Z(0.72),
        RearPlate = new Pose(new Double3(s.X(BoxRear) - 0.01, 0, s.Z(0.80)), Rotation.FromAxes(-Double3.UnitX, -Double3.UnitY, Double3.UnitZ)),
        Diffuser = 0,
        Slats = [s.Z(0.97), s.Z(1.04), s.Z(1.11), s.Z(1.18)],
        TyreWidth = 0.26,
        RearTyreWidth = 0.52,
        RimRadius = 0.255,
        WheelStyle = 3,
        RoofFin = false,
        Cell = 0.2,
        Extras = (mesh, _) =>
        {
            Box(mesh, s);
            Frame(mesh, s);
        },
    };

    private static void Box(MeshBuilder mesh, Stretch s)
    {
        double rear = s.X(BoxRear);
        double front = s.X(BoxFront);
        double low = s.Z(BoxFloor);
        double high = s.Z(BoxTop);
        mesh.Part("canvas", VehicleMaterials.Placeholder);
        mesh.BevelledBox(new Double3(rear, -BoxHalfWidth, low), new Double3(front, BoxHalfWidth, high), 0.035);
        mesh.Part("steel", VehicleMaterials.Placeholder);
        // Frame profiles along the lower and upper edges, and around the rear doors.
        foreach (int side in new[] { 1, -1 })
        {
            double y0 = Math.Min(side * (BoxHalfWidth - 0.02), side * (BoxHalfWidth + 0.004));
            double y1 = Math.Max(side * (BoxHalfWidth - 0.02), side * (BoxHalfWidth + 0.004));
            mesh.Box(new Double3(rear - 0.004, y0, low - 0.01), new Double3(front + 0.004, y1, low + 0.09));
            mesh.Box(new Double3(rear - 0.012, Math.Min(side * (BoxHalfWidth - 0.05), side * BoxHalfWidth), low),
                new Double3(rear + 0.02, Math.Max(side * (BoxHalfWidth - 0.05), side * BoxHalfWidth), high - 0.04));
            mesh.Tube([new Double3(rear - 0.025, side * 0.22, low + 0.15), new Double3(rear - 0.025, side * 0.22, high - 0.15)], _ => 0.016, 6);
            mesh.Tube([new Double3(rear - 0.025, side * 0.85, low + 0.15), new Double3(rear - 0.025, side * 0.85, high - 0.15)], _ => 0.016, 6);
        }

        mesh.Part("gap", VehicleMaterials.Placeholder);
        mesh.Quad(new Double3(rear - 0.002, 0.006, low + 0.06), new Double3(rear - 0.002, -0.006, low + 0.06),
            new Double3(rear - 0.002, -0.006, high - 0.06), new Double3(rear - 0.002, 0.006, high - 0.06));
        mesh.Part("reflector", VehicleMaterials.Placeholder);
        foreach (int side in new[] { 1, -1 })
        {
            // Contour marking on the rear (UN Regulation 48).
            double y = side * (BoxHalfWidth - 0.09);
            mesh.Quad(new Double3(rear - 0.014, y + 0.025, low + 0.12), new Double3(rear - 0.014, y - 0.025, low + 0.12),
                new Double3(rear - 0.014, y - 0.025, high - 0.12), new Double3(rear - 0.014, y + 0.025, high - 0.12));
        }
    }

    private static void Frame(MeshBuilder mesh, Stretch s)
    {
        double rear = s.X(BoxRear);
        double cab = s.X(3.7);
        mesh.Part("underbody", VehicleMaterials.Placeholder);
        foreach (int side in new[] { 1, -1 })
        {
            double y = side * 0.42;
            mesh.Box(new Double3(rear + 0.05, y - 0.04, 0.72), new Double3(cab, y + 0.04, 0.98));
            // Cross beams of the box, mudguards and the side guard.
            mesh.Part("trim", VehicleMaterials.Placeholder);
            double g0 = Math.Min(side * 1.12, side * 1.16);
            double g1 = Math.Max(side * 1.12, side * 1.16);
            mesh.Box(new Double3(0.62, g0, 0.42), new Double3(3.1, g1, 0.52));
            mesh.Box(new Double3(0.62, g0, 0.68), new Double3(3.1, g1, 0.78));
            mesh.Box(new Double3(0.7, g0 - 0.02, 0.42), new Double3(0.76, g1 + 0.02, 1.0));
            mesh.Box(new Double3(2.9, g0 - 0.02, 0.42), new Double3(2.96, g1 + 0.02, 1.0));
            mesh.Box(new Double3(-0.62, Math.Min(side * 0.66, side * 1.2), 0.45), new Double3(-0.60, Math.Max(side * 0.66, side * 1.2), 0.95));
            mesh.Part("underbody", VehicleMaterials.Placeholder);
        }

        for (double x = rear + 0.3; x < s.X(3.3); x += 0.6)
        {
            mesh.Box(new Double3(x, -1.15, 0.96), new Double3(x + 0.08, 1.15, s.Z(BoxFloor)));
        }

        // Axle, tank and the space behind the cab.
        mesh.Box(new Double3(-0.09, -0.75, 0.34), new Double3(0.09, 0.75, 0.52));
        mesh.Part("steel", VehicleMaterials.Placeholder);
        mesh.BevelledBox(new Double3(1.5, 0.55, 0.48), new Double3(2.6, 1.08, 0.95), 0.06);
        mesh.Part("trim", VehicleMaterials.Placeholder);
        mesh.BevelledBox(new Double3(rear + 0.02, -1.18, 0.46), new Double3(rear + 0.12, 1.18, 0.60), 0.015);
        mesh.Box(new Double3(rear, -1.2, 0.70), new Double3(rear + 0.08, 1.2, 0.92));
        foreach (int side in new[] { 1, -1 })
        {
            (string Part, double From, double To)[] lamps = [("tail_lamp", 1.0, 1.18), ("brake_lamp", 0.84, 0.99), ("indicator", 0.70, 0.83),
                ("reversing", 0.60, 0.69)];
            foreach ((string part, double from, double to) in lamps)
            {
                mesh.Part(part, VehicleMaterials.Placeholder);
                mesh.Box(new Double3(rear - 0.02, Math.Min(side * from, side * to), 0.75),
                    new Double3(rear + 0.005, Math.Max(side * from, side * to), 0.87));
            }
        }
    }
}
