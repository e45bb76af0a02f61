using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>The pieces of a motorcycle without fairing, drawn in the model frame.</summary>
internal sealed class MotorcycleParts(TwoWheelerLayout layout, Material paint)
{
    private Double3 Rear => new(0, 0, layout.RearRadius);

    private Double3 Front => new(layout.WheelBase, 0, layout.FrontRadius);

    private Double3 OnSteering(double s) => layout.SteerPoint + layout.SteerAxis * s;

    /// <summary>Centre of the head lamp's lens, model frame.</summary>
    public Double3 HeadLamp => OnSteering(0.55) + new Double3(0.20, 0, 0);

    /// <summary>Frame, engine, tank, seat, tail, exhaust, plate.</summary>
    public void AddFrame(MeshBuilder mesh)
    {
        AddEngine(mesh);
        AddChassis(mesh);
        AddTank(mesh.Part("tank", paint));
        AddSeat(mesh);
        AddExhaust(mesh.Part("exhaust", Finish.Chrome));
        AddTail(mesh);
    }

    /// <summary>Fork, handlebar, front mudguard, head lamp, instruments, front indicators.</summary>
    public void AddFork(MeshBuilder mesh)
    {
        Double3 axle = Front;
        // The legs run ahead of the steering axis, parallel to it.
        Double3 offset = axle - (layout.SteerPoint + layout.SteerAxis * Double3.Dot(axle - layout.SteerPoint, layout.SteerAxis));
        for (int side = -1; side <= 1; side += 2)
        {
            Double3 shift = offset + new Double3(0, side * 0.105, 0);
            Bar(mesh.Part("fork", Finish.DarkMetal), OnSteering(Along(axle) - 0.03) + shift, OnSteering(0.30) + shift, 0.030);
            Bar(mesh.Part("chrome", Finish.Chrome), OnSteering(0.28) + shift, OnSteering(0.70) + shift, 0.0215);
            mesh.Part("disc", Finish.Alloy).Axle(axle + new Double3(0, side * 0.078, 0), 0.150, 0.003, 28);
            mesh.Part("fork", Finish.DarkMetal).Box(axle + new Double3(-0.165, side * 0.078 - 0.025, 0.05),
                axle + new Double3(-0.095, side * 0.078 + 0.025, 0.15));
            Double3 lamp = OnSteering(0.52) + offset + new Double3(0.03, side * 0.20, 0);
            Bar(mesh.Part("plastic", Finish.Plastic), OnSteering(0.52) + shift, lamp, 0.008);
            mesh.Part("indicator", Finish.Indicator).Ellipsoid(lamp, new Double3(0.034, 0.024, 0.022), 12, 6);
        }

        mesh.Part("fork", Finish.DarkMetal);
        foreach (double s in new[] { 0.46, 0.66 })
        {
            Double3 at = OnSteering(s) + offset * 0.5;
            mesh.Box(at + new Double3(-0.045, -0.135, -0.016), at + new Double3(0.050, 0.135, 0.016));
        }

        mesh.Axle(axle, 0.016, 0.14, 12);
        mesh.Part("mudguard", paint).Mudguard(axle, layout.FrontRadius + 0.025, 0.072, -1.25, 0.75);
        Double3 grip = layout.LeftGrip;
        Double3 clamp = OnSteering(0.72) + offset * 0.4;
        for (int side = -1; side <= 1; side += 2)
        {
            Double3 end = grip with { Y = side * grip.Y };
            Double3 inner = end + new Double3(0.035, -side * 0.12, 0.004);
            mesh.Part("chrome", Finish.Chrome).Tube([clamp, clamp + new Double3(0.005, side * 0.06, 0.01),
                new(0.5 * (clamp.X + inner.X), side * 0.16, inner.Z - 0.006), inner], _ => 0.0125, 8);
            mesh.Part("grip", Finish.Plastic).Tube([inner, end + new Double3(-0.015, side * 0.06, 0)], _ => 0.018, 10);
            mesh.Part("lever", Finish.Alloy).Tube([inner + new Double3(0.035, 0, 0), inner + new Double3(0.055, side * 0.05, -0.004),
                end + new Double3(0.045, side * 0.04, -0.006)], _ => 0.006, 6);
            Bar(mesh.Part("fork", Finish.DarkMetal), inner + new Double3(0.03, 0, 0), inner - new Double3(0.005, 0, 0), 0.020);
        }

        Double3 head = HeadLamp;
        mesh.Part("lamp_body", Finish.Plastic).Ellipsoid(head - new Double3(0.060, 0, 0), new Double3(0.078, 0.098, 0.098), 18, 10);
        mesh.Part("chrome", Finish.Chrome).LampRim(head - new Double3(0.005, 0, 0), 0.092, 0.010);
        mesh.Part("head_lamp", Finish.HeadLamp).Ellipsoid(head - new Double3(0.004, 0, 0), new Double3(0.034, 0.088, 0.088), 18, 8);
        Double3 dial = OnSteering(0.74) + new Double3(0.095, 0, 0.015);
        mesh.Part("plastic", Finish.Plastic);
        mesh.Ellipsoid(dial + new Double3(0, 0.052, 0), new Double3(0.042, 0.048, 0.048), 14, 8);
        mesh.Ellipsoid(dial - new Double3(0, 0.052, 0), new Double3(0.042, 0.048, 0.048), 14, 8);
    }

    public void AddMirrors(MeshBuilder mesh)
    {
        for (int side = -1; side <= 1; side += 2)
        {
            Double3 foot = layout.LeftGrip with { Y = side * (layout.LeftGrip.Y - 0.12), X = layout.LeftGrip.X + 0.03 };
            Double3 glass = foot + new Double3(0.03, side * 0.16, 0.165);
            mesh.Part("plastic", Finish.Plastic).Tube([foot, foot + new Double3(0.03, side * 0.05, 0.08), glass + new Double3(0.02, 0, -0.01)],
                _ => 0.006, 6);
            mesh.Ellipsoid(glass + new Double3(0.012, 0, 0), new Double3(0.022, 0.066, 0.042), 14, 8);
            mesh.Part("mirror", Finish.Mirror).Ellipsoid(glass - new Double3(0.007, 0, 0), new Double3(0.006, 0.060, 0.037), 14, 6);
        }
    }

    /// <summary>A cast wheel around its axle.</summary>
    public static void AddWheel(MeshBuilder mesh, double radius, double half)
    {
        double rim = radius - 1.05 * half;
        mesh.Part("tyre", Finish.Rubber).Ring(default, radius - 0.52 * half, 0.52 * half, half, 40, 12);
        mesh.Part("rim", Finish.DarkMetal).Ring(default, rim - 0.012, 0.014, 0.80 * half, 36, 8);
        for (int i = 0; i < 5; i++)
        {
            double a = 2 * Math.PI * i / 5;
            Double3 dir = new(StrictMath.Sin(a), 0, StrictMath.Cos(a));
            Double3 side = new(StrictMath.Cos(a), 0, -StrictMath.Sin(a));
            foreach (double lean in new[] { -0.03, 0.03 })
            {
                mesh.Tube([dir * 0.035 + side * (lean * 0.3), dir * (rim - 0.012) + side * lean], i2 => i2 == 0 ? 0.016 : 0.010, 7);
            }
        }

        mesh.Axle(default, 0.045, 0.06, 16);
    }

    private static void AddEngine(MeshBuilder mesh)
    {
        mesh.Part("engine", Finish.DarkMetal);
        LoftSection Case(double z, double front, double back, double half) => new(z, 0.66, 0, front, back, half, 3);
        new BodyLoft([Case(0.22, 0.15, 0.17, 0.13), Case(0.28, 0.19, 0.22, 0.175), Case(0.40, 0.20, 0.23, 0.185), Case(0.47, 0.17, 0.20, 0.15)])
            .AddTo(mesh, 24, 6, 0.015, 0.02);
        for (int side = -1; side <= 1; side += 2)
        {
            mesh.Part("alloy", Finish.Alloy).Axle(new Double3(0.73, side * 0.165, 0.36), 0.10, 0.035, 22);
            mesh.Axle(new Double3(0.56, side * 0.155, 0.34), 0.075, 0.03, 20);
        }

        // A cylinder bank leaning forward, with cooling fins.
        Pose before = mesh.Placement;
        mesh.Placement = before * new Pose(new Double3(0.72, 0, 0.45), Rotation.Around(Double3.UnitY, StrictMath.Radians(16)));
        mesh.Part("engine", Finish.DarkMetal).Box(new Double3(-0.075, -0.135, -0.02), new Double3(0.075, 0.135, 0.26));
        for (int i = 0; i < 6; i++)
        {
            mesh.Part("alloy", Finish.Alloy).Box(new Double3(-0.095, -0.155, 0.02 + 0.028 * i), new Double3(0.095, 0.155, 0.030 + 0.028 * i));
        }

        mesh.Part("alloy", Finish.Alloy).Box(new Double3(-0.085, -0.145, 0.20), new Double3(0.085, 0.145, 0.27));
        mesh.Placement = before;
        mesh.Part("plastic", Finish.Plastic).Box(new Double3(0.905, -0.145, 0.44), new Double3(0.935, 0.145, 0.70));
    }

    private void AddChassis(MeshBuilder mesh)
    {
        mesh.Part("frame", Finish.Plastic);
        Double3 head = OnSteering(0.56);
        for (int side = -1; side <= 1; side += 2)
        {
            mesh.Tube([head, new(0.92, side * 0.10, 0.72), new(0.52, side * 0.135, 0.66), new(0.40, side * 0.13, 0.42)], _ => 0.024, 9);
            mesh.Tube([OnSteering(0.46), new(0.94, side * 0.10, 0.42), new(0.80, side * 0.12, 0.20), new(0.46, side * 0.12, 0.22),
                new(0.40, side * 0.12, 0.40)], _ => 0.017, 8);
            mesh.Tube([new(0.52, side * 0.12, 0.66), new(0.10, side * 0.085, 0.76), new(-0.22, side * 0.06, 0.80)], _ => 0.015, 8);
            mesh.Tube([new(0.42, side * 0.11, 0.40), Rear + new Double3(0.02, side * 0.125, 0)], i => i == 0 ? 0.034 : 0.024, 9);
            // Foot rests.
            mesh.Tube([new(0.40, side * 0.13, 0.36), new(layout.Feet.X, side * 0.15, layout.Feet.Z), new(layout.Feet.X, side * 0.27, layout.Feet.Z)],
                _ => 0.012, 8);
            mesh.Tube([new(0.16, side * 0.10, 0.72), Rear + new Double3(0.07, side * 0.115, 0.03)], _ => 0.014, 8);
            // Springs of the shock absorbers.
            for (int i = 0; i < 7; i++)
            {
                Double3 at = Double3.Lerp(new Double3(0.155, side * 0.10, 0.69), Rear + new Double3(0.085, side * 0.113, 0.14), i / 6.0);
                mesh.Part("chrome", Finish.Chrome).Ellipsoid(at, new Double3(0.034, 0.034, 0.010), 10, 4);
                mesh.Part("frame", Finish.Plastic);
            }
        }

        mesh.Axle(Rear, 0.014, 0.15, 12);
        mesh.Axle(Rear + new Double3(0, 0.105, 0), 0.10, 0.004, 24);
        mesh.Part("chain", Finish.DarkMetal);
        mesh.Tube([new(0.46, 0.105, 0.415), Rear + new Double3(0, 0.105, 0.10)], _ => 0.010, 6);
        mesh.Tube([new(0.46, 0.105, 0.345), Rear + new Double3(0, 0.105, -0.10)], _ => 0.010, 6);
        mesh.Part("plastic", Finish.Plastic).Mudguard(Rear, layout.RearRadius + 0.03, 0.085, -0.75, 0.75);
        mesh.Box(new Double3(0.22, -0.11, 0.50), new Double3(0.44, 0.11, 0.74));
    }

    private static void AddTank(MeshBuilder mesh)
    {
        // Sections across, from the seat to the steering head, turned from the loft's height to the model's x.
        Pose before = mesh.Placement;
        mesh.Placement = before * new Pose(new Double3(0, 0, 0.84), Rotation.Around(Double3.UnitY, Math.PI / 2));
        // Local x points down, so Front is the reach below and Back the reach above.
        LoftSection S(double x, double below, double above, double half, double rise) => new(x, -rise, 0, below, above, half, 2.6);
        new BodyLoft([S(0.52, 0.07, 0.055, 0.095, -0.01), S(0.60, 0.10, 0.085, 0.125, 0.0), S(0.72, 0.13, 0.115, 0.165, 0.01),
            S(0.86, 0.14, 0.125, 0.175, 0.015), S(0.96, 0.12, 0.105, 0.145, 0.015), S(1.02, 0.08, 0.07, 0.09, 0.02)]).AddTo(mesh, 26, 12, 0.03, 0.04);
        mesh.Placement = before;
        mesh.Part("chrome", Finish.Chrome).Ellipsoid(new Double3(0.84, 0, 0.985), new Double3(0.045, 0.045, 0.012), 14, 4);
    }

    private static void AddSeat(MeshBuilder mesh)
    {
        Pose before = mesh.Placement;
        mesh.Part("seat", Finish.Leather);
        mesh.Placement = before * new Pose(new Double3(0, 0, 0.80), Rotation.Around(Double3.UnitY, Math.PI / 2));
        LoftSection S(double x, double below, double above, double half, double rise) => new(x, -rise, 0, below, above, half, 2.6);
        new BodyLoft([S(-0.22, 0.045, 0.03, 0.085, 0.045), S(-0.08, 0.055, 0.035, 0.115, 0.045), S(0.05, 0.06, 0.03, 0.125, 0.030),
            S(0.16, 0.065, 0.025, 0.145, 0.0), S(0.36, 0.065, 0.028, 0.140, -0.01), S(0.50, 0.06, 0.030, 0.100, 0.0),
            S(0.58, 0.05, 0.030, 0.08, 0.005)]).AddTo(mesh, 22, 12, 0.03, 0.02);
        mesh.Placement = before;
    }

    private static void AddExhaust(MeshBuilder mesh)
    {
        foreach (double y in new[] { -0.075, 0.075 })
        {
            mesh.Tube([new(0.86, y, 0.62), new(0.93, y, 0.58), new(0.955, y * 1.1, 0.46), new(0.93, y * 1.1, 0.27), new(0.82, y * 0.9 - 0.02, 0.175),
                new(0.60, -0.09, 0.165)], _ => 0.021, 9);
        }

        mesh.Tube([new(0.62, -0.09, 0.165), new(0.46, -0.135, 0.18), new(0.34, -0.175, 0.235), new(0.22, -0.19, 0.28)], _ => 0.026, 9);
        mesh.Tube([new(0.27, -0.187, 0.262), new(0.22, -0.19, 0.282), new(-0.20, -0.205, 0.41), new(-0.25, -0.207, 0.425)], i =>
            i is 0 or 3 ? 0.034 : 0.052, 14);
    }

    private void AddTail(MeshBuilder mesh)
    {
        Pose before = mesh.Placement;
        mesh.Part("tail", paint);
        mesh.Placement = before * new Pose(new Double3(0, 0, 0.775), Rotation.Around(Double3.UnitY, Math.PI / 2));
        LoftSection S(double x, double below, double above, double half, double rise) => new(x, -rise, 0, below, above, half, 2.6);
        new BodyLoft([S(-0.30, 0.025, 0.022, 0.055, 0.065), S(-0.20, 0.045, 0.04, 0.092, 0.045), S(0.0, 0.05, 0.04, 0.120, 0.03),
            S(0.20, 0.05, 0.035, 0.125, 0.01), S(0.34, 0.04, 0.03, 0.10, 0)]).AddTo(mesh, 22, 9, 0.012, 0.02);
        mesh.Placement = before;
        mesh.Part("tail_lamp", Finish.TailLamp).Ellipsoid(new Double3(-0.305, 0, 0.835), new Double3(0.022, 0.062, 0.026), 14, 6);
        mesh.Part("plastic", Finish.Plastic).Box(new Double3(-0.345, -0.02, 0.60), new Double3(-0.235, 0.02, 0.80));
        mesh.Box(new Double3(-0.362, -0.095, 0.555), new Double3(-0.352, 0.095, 0.735));
        mesh.Part("plate", Finish.Plate).Box(new Double3(-0.366, -0.09, 0.56), new Double3(-0.3615, 0.09, 0.73));
        mesh.Part("plate_text", Finish.Plastic);
        for (int row = 0; row < 2; row++)
        {
            for (int i = 0; i < 4; i++)
            {
                double y = -0.062 + 0.041 * i;
                double z = 0.60 + 0.075 * row;
                mesh.Box(new Double3(-0.3675, y - 0.013, z - 0.024), new Double3(-0.3655, y + 0.013, z + 0.024));
            }
        }

        mesh.Part("reflector", Finish.RedReflector).Box(new Double3(-0.366, -0.035, 0.515), new Double3(-0.352, 0.035, 0.548));
        for (int side = -1; side <= 1; side += 2)
        {
            Double3 lamp = new(-0.29, side * 0.17, 0.765);
            Bar(mesh.Part("plastic", Finish.Plastic), new Double3(-0.26, side * 0.05, 0.775), lamp, 0.008);
            mesh.Part("indicator", Finish.Indicator).Ellipsoid(lamp, new Double3(0.034, 0.024, 0.022), 12, 6);
        }
    }

    // How far up the steering axis a point stands.
    private double Along(Double3 point) => Double3.Dot(point - layout.SteerPoint, layout.SteerAxis);

    private static void Bar(MeshBuilder mesh, Double3 a, Double3 b, double radius) => mesh.Tube([a, b], _ => radius, 10);
}
