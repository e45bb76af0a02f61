using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>The pieces of a city bicycle, drawn in the model frame.</summary>
/// <param name="layout">Axles, steering and cranks.</param>
/// <param name="saddle">Middle of the saddle's top.</param>
/// <param name="stepThrough">Whether the top tube is low.</param>
internal sealed class BicycleParts(TwoWheelerLayout layout, Double3 saddle, bool stepThrough, Material paint, Material seat)
{
    private const double TyreHalf = 0.021;

    private Double3 Rear => new(0, 0, layout.RearRadius);

    private Double3 Front => new(layout.WheelBase, 0, layout.FrontRadius);

    private Double3 OnSteering(double s) => layout.SteerPoint + layout.SteerAxis * s;

    /// <summary>Tubes, rear mudguard, carrier, saddle, chain guard, rear lamp.</summary>
    public void AddFrame(MeshBuilder mesh)
    {
        Double3 bottom = layout.Feet;
        Double3 headLow = OnSteering(0.40);
        Double3 headHigh = OnSteering(0.56);
        Double3 seatTop = bottom + (saddle - bottom) * 0.80;
        mesh.Part("frame", paint);
        Bar(mesh, bottom, seatTop, 0.016);
        Bar(mesh, OnSteering(0.37), OnSteering(0.59), 0.021);
        Bar(mesh, bottom, headLow, 0.019);
        Double3 topRear = stepThrough ? bottom + (saddle - bottom) * 0.36 : seatTop - new Double3(0, 0, 0.03);
        Bar(mesh, topRear, stepThrough ? headLow + layout.SteerAxis * 0.05 : headHigh, stepThrough ? 0.018 : 0.015);
        mesh.Axle(bottom, 0.024, 0.036);
        for (int side = -1; side <= 1; side += 2)
        {
            Double3 dropout = Rear + new Double3(0, side * 0.065, 0);
            Bar(mesh, bottom + new Double3(-0.03, side * 0.03, 0), dropout, 0.009);
            Bar(mesh, seatTop + new Double3(-0.01, side * 0.018, -0.02), dropout, 0.008);
        }

        mesh.Part("chrome", Finish.Chrome);
        Bar(mesh, seatTop - (saddle - bottom) * 0.05, saddle - new Double3(0, 0, 0.05), 0.0135);
        AddSaddle(mesh.Part("seat", seat));
        mesh.Part("mudguard", paint).Mudguard(Rear, layout.RearRadius + 0.022, 0.028, -2.15, 0.75);
        AddCarrier(mesh.Part("carrier", Finish.Plastic));
        mesh.Part("chainguard", Finish.Plastic);
        Hull(mesh, [bottom + new Double3(0.07, -0.052, 0.085), bottom + new Double3(0.09, -0.052, 0.02), bottom + new Double3(0.06, -0.052, -0.02),
            Rear + new Double3(0.05, -0.058, 0.0), Rear + new Double3(-0.03, -0.058, 0.01), Rear + new Double3(-0.03, -0.058, 0.045)], 0.012);
        Double3 lamp = Rear + new Double3(-0.262, 0, layout.RearRadius + 0.045);
        mesh.Part("carrier", Finish.Plastic).Box(lamp + new Double3(0.004, -0.03, -0.085), lamp + new Double3(0.016, 0.03, 0.036));
        mesh.Part("tail_lamp", Finish.TailLamp).Ellipsoid(lamp, new Double3(0.018, 0.042, 0.020), 12, 6);
        mesh.Part("reflector", Finish.RedReflector).Ellipsoid(lamp - new Double3(-0.004, 0, 0.055), new Double3(0.010, 0.036, 0.022), 12, 6);
    }

    /// <summary>Fork, handlebar with grips, front mudguard, lamp.</summary>
    public void AddFork(MeshBuilder mesh)
    {
        Double3 crown = OnSteering(0.365);
        mesh.Part("frame", paint);
        Bar(mesh, crown, OnSteering(0.60), 0.0145);
        for (int side = -1; side <= 1; side += 2)
        {
            mesh.Tube([crown + new Double3(0, side * 0.02, 0.005), crown + new Double3(0, side * 0.052, -0.02),
                OnSteering(0.15) + new Double3(0, side * 0.054, 0), Front + new Double3(-0.012, side * 0.052, 0.02),
                Front + new Double3(0, side * 0.052, 0)], i => i < 3 ? 0.0125 : 0.009, 8);
        }

        mesh.Part("mudguard", paint).Mudguard(Front, layout.FrontRadius + 0.020, 0.027, -1.9, 0.55);
        Double3 stem = OnSteering(0.735);
        Double3 grip = layout.LeftGrip;
        mesh.Part("chrome", Finish.Chrome);
        Bar(mesh, OnSteering(0.58), stem, 0.012);
        for (int side = -1; side <= 1; side += 2)
        {
            Double3 end = grip with { Y = side * grip.Y };
            Double3 shoulder = new(stem.X + 0.03, side * 0.16, stem.Z + 0.015);
            Double3 bend = new(stem.X - 0.01, side * (grip.Y - 0.03), grip.Z + 0.004);
            mesh.Part("chrome", Finish.Chrome).Tube([stem, new(stem.X + 0.02, side * 0.06, stem.Z), shoulder, bend,
                end + new Double3(0.06, -side * 0.004, 0)], _ => 0.011, 8);
            mesh.Part("grip", Finish.Plastic).Tube([end + new Double3(0.062, -side * 0.004, 0), end - new Double3(0.065, side * -0.004, 0)],
                _ => 0.0155, 9);
            mesh.Part("chrome", Finish.Chrome).Tube([bend + new Double3(0.025, 0, -0.014), bend + new Double3(0, side * 0.022, -0.034),
                end + new Double3(0.02, side * 0.02, -0.040)], _ => 0.005, 6);
        }

        Double3 lamp = crown + new Double3(0.085, 0, 0.045);
        mesh.Part("lamp_body", Finish.Plastic).Ellipsoid(lamp - new Double3(0.018, 0, 0), new Double3(0.045, 0.036, 0.036), 14, 8);
        Bar(mesh, crown + new Double3(0, 0, 0.01), lamp - new Double3(0.03, 0, 0.01), 0.007);
        mesh.Part("head_lamp", Finish.HeadLamp).Ellipsoid(lamp + new Double3(0.012, 0, 0), new Double3(0.020, 0.031, 0.031), 14, 8);
        mesh.Part("reflector", Finish.WhiteReflector).Box(lamp + new Double3(-0.012, -0.026, -0.062), lamp + new Double3(0.002, 0.026, -0.038));
    }

    /// <summary>Centre of the head lamp's lens, model frame.</summary>
    public Double3 HeadLamp => OnSteering(0.365) + new Double3(0.115, 0, 0.045);

    /// <summary>A wheel around its axle.</summary>
    public static void AddWheel(MeshBuilder mesh, double radius)
    {
        mesh.Part("tyre", Finish.Rubber).Ring(default, radius - TyreHalf, TyreHalf, TyreHalf, 40, 8);
        mesh.Part("rim", Finish.Alloy).Ring(default, radius - 2 * TyreHalf - 0.006, 0.009, 0.013, 40, 6);
        mesh.Part("spokes", Finish.Chrome).Spokes(28, 0.028, 0.030, radius - 2 * TyreHalf - 0.008, 0.0015);
        mesh.Part("hub", Finish.Chrome).Axle(default, 0.018, 0.042);
        mesh.Axle(new Double3(0, 0.030, 0), 0.030, 0.003);
        mesh.Axle(new Double3(0, -0.030, 0), 0.030, 0.003);
        mesh.Axle(default, 0.006, 0.062, 8);
        mesh.Part("reflector", Finish.AmberReflector);
        for (int side = -1; side <= 1; side += 2)
        {
            double z = side * (radius - 0.12);
            mesh.Box(new Double3(-0.028, -0.009, z - 0.014), new Double3(0.028, 0.009, z + 0.014));
        }
    }

    /// <summary>Cranks and chain wheel around the bottom bracket, left crank to the front.</summary>
    public void AddCranks(MeshBuilder mesh)
    {
        double c = layout.Crank;
        mesh.Part("crank", Finish.Alloy);
        mesh.Axle(default, 0.012, 0.075, 10);
        Bar(mesh, new Double3(0, 0.072, 0), new Double3(c, 0.080, 0), 0.011);
        Bar(mesh, new Double3(0, -0.072, 0), new Double3(-c, -0.080, 0), 0.011);
        mesh.Axle(new Double3(0, -0.048, 0), 0.080, 0.0025, 28);
    }

    public static void AddPedal(MeshBuilder mesh)
    {
        mesh.Part("pedal", Finish.Plastic).Box(new Double3(-0.045, -0.040, -0.010), new Double3(0.045, 0.040, 0.010));
        mesh.Part("reflector", Finish.AmberReflector);
        mesh.Box(new Double3(0.0445, -0.026, -0.007), new Double3(0.0465, 0.026, 0.007));
        mesh.Box(new Double3(-0.0465, -0.026, -0.007), new Double3(-0.0445, 0.026, 0.007));
    }

    private void AddSaddle(MeshBuilder mesh)
    {
        LoftSection S(double dz, double front, double back, double half) => new(saddle.Z + dz, saddle.X - 0.03, 0, front, back, half, 1.75);
        new BodyLoft([S(-0.055, 0.12, 0.085, 0.055), S(-0.03, 0.165, 0.112, 0.088), S(-0.012, 0.168, 0.118, 0.092), S(0, 0.155, 0.108, 0.080)])
            .AddTo(mesh, 22, 5, 0.006, 0.008);
    }

    private void AddCarrier(MeshBuilder mesh)
    {
        double z = 2 * layout.RearRadius + 0.075;
        for (int side = -1; side <= 1; side += 2)
        {
            Bar(mesh, new Double3(0.20, side * 0.045, z), new Double3(-0.24, side * 0.065, z), 0.006);
            Bar(mesh, new Double3(-0.06, side * 0.062, z), Rear + new Double3(0, side * 0.07, 0), 0.005);
        }

        for (int i = 0; i < 3; i++)
        {
            double x = 0.16 - 0.19 * i;
            Bar(mesh, new Double3(x, -0.06, z), new Double3(x, 0.06, z), 0.005);
        }
    }

    private static void Bar(MeshBuilder mesh, Double3 a, Double3 b, double radius) => mesh.Tube([a, b], _ => radius, 9);

    // A flat plate of some thickness across y.
    private static void Hull(MeshBuilder mesh, Double3[] outline, double thick)
    {
        Double3 off = new(0, thick / 2, 0);
        mesh.Polygon([.. outline.Select(p => p - off)]);
        mesh.Polygon([.. outline.Reverse().Select(p => p + off)]);
        for (int i = 0; i < outline.Length; i++)
        {
            Double3 a = outline[i];
            Double3 b = outline[(i + 1) % outline.Length];
            mesh.Quad(a - off, a + off, b + off, b - off);
        }
    }
}
