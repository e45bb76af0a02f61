using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Animals;

/// <summary>The pieces of a dog, each in its own node's frame; lengths as shares of the withers' height until scaled.</summary>
internal sealed class DogShape(DogPlan plan)
{
    private static readonly Material Nose = new Material { Name = "nose", BaseColor = new Vector3(0.015f, 0.013f, 0.013f), Roughness = 0.3f,
        Porosity = 0 }.AsPigment();
    private static readonly Material Eye = new Material { Name = "eye", BaseColor = new Vector3(0.035f, 0.016f, 0.008f), Roughness = 0.08f,
        Porosity = 0 }.AsPigment();

    private double W => plan.Withers;

    public void AddTrunk(MeshBuilder mesh)
    {
        Lengthwise(mesh.Part("coat", plan.Coat), 24, 16, 0.05, 0.07,
        [
            (-0.56, 0.845, 0.09, 0.06, 0.080), (-0.50, 0.82, 0.13, 0.105, 0.115), (-0.38, 0.80, 0.155, 0.15, 0.135),
                (-0.22, 0.80, 0.14, 0.155, 0.125),
            (-0.05, 0.79, 0.17, 0.165, 0.130), (0.12, 0.77, 0.23, 0.195, 0.150), (0.26, 0.76, 0.26, 0.225, 0.155), (0.36, 0.77, 0.235, 0.195, 0.145),
                (0.44, 0.775, 0.175, 0.150, 0.115), (0.48, 0.78, 0.12, 0.11, 0.085),
        ]);
        mesh.Part("marks", plan.Marks).Ellipsoid(new Double3(0.385, 0, 0.685) * W, new Double3(0.125, 0.080 * plan.Stout, 0.165) * W, 18, 10);
        for (int side = -1; side <= 1; side += 2)
        {
            // Shoulder and haunch muscles.
            mesh.Part("coat", plan.Coat).Ellipsoid(new Double3(0.315, side * 0.092 * plan.Stout, 0.735) * W,
                new Double3(0.120, 0.085 * plan.Stout, 0.205) * W, 18, 10);
            mesh.Ellipsoid(new Double3(-0.395, side * 0.082 * plan.Stout, 0.740) * W, new Double3(0.155, 0.092 * plan.Stout, 0.185) * W, 18, 10);
        }
    }

    public void AddNeck(MeshBuilder mesh)
    {
        Double3[] path = [new Double3(-0.10, 0, -0.06) * W, new Double3(0.02, 0, 0.03) * W, new Double3(0.12, 0, 0.14) * W,
            new Double3(0.20, 0, 0.235) * W, new Double3(0.235, 0, 0.27) * W];
        double[] radii = [0.175, 0.165, 0.130, 0.112, 0.10];
        mesh.Part("coat", plan.Coat).Tube(path, i => radii[i] * W * (0.6 + 0.4 * plan.Stout), 16);
        Pose before = mesh.Placement;
        mesh.Placement = before * new Pose(new Double3(0.115, 0, 0.135) * W, Rotation.Around(Double3.UnitY, StrictMath.Radians(42)));
        double r = 0.130 * W * (0.6 + 0.4 * plan.Stout);
        mesh.Part("collar", plan.Collar).Lathe(20, (r - 0.012 * W, -0.024 * W), (r + 0.006 * W, -0.020 * W), (r + 0.006 * W, 0.020 * W),
            (r - 0.012 * W, 0.024 * W));
        mesh.Placement = before;
    }

    public void AddHead(MeshBuilder mesh)
    {
        double m = 0.155 * plan.Muzzle;
        mesh.Part("coat", plan.Coat).Ellipsoid(new Double3(0.040, 0, 0.02) * W, new Double3(0.122, 0.106, 0.104) * W, 20, 12);
        Lengthwise(mesh.Part("marks", plan.Marks), 18, 9, 0.02, 0.022,
        [
            (0.04, -0.020, 0.078, 0.082, 0.090), (0.11, -0.026, 0.070, 0.066, 0.078), (0.15, -0.032, 0.060, 0.050, 0.063),
                (0.12 + 0.6 * m, -0.036, 0.054, 0.044, 0.055), (0.12 + 0.9 * m, -0.037, 0.047, 0.041, 0.048), (0.12 + m, -0.036, 0.036, 0.034, 0.038),
        ]);
        double tip = 0.12 + m + 0.012;
        mesh.Part("nose", Nose).Ellipsoid(new Double3(tip, 0, -0.016) * W, new Double3(0.018, 0.026, 0.019) * W, 12, 8);
        // The line of the mouth.
        mesh.Tube([.. Enumerable.Range(0, 7).Select(i => i - 3).Select(i => new Double3(tip - 0.006 - 0.016 * i * i * m / 0.19, 0.0185 * i,
            -0.067 - 0.001 * i * i) * W)], _ => 0.006 * W, 5);
        for (int side = -1; side <= 1; side += 2)
        {
            mesh.Part("eye", Eye).Ellipsoid(new Double3(0.122, side * 0.058, 0.046) * W, new Double3(0.018, 0.018, 0.017) * W, 10, 6);
            mesh.Part("ears", plan.Ears);
            Pose before = mesh.Placement;
            if (plan.ErectEars)
            {
                mesh.Placement = before * new Pose(new Double3(-0.005, side * 0.062, 0.085) * W,
                    Rotation.FromYawPitchRoll(side * 0.35, -0.15, side * -0.22));
                mesh.Lathe(12, (0, -0.02 * W), (0.052 * W, 0), (0.044 * W, 0.055 * W), (0.024 * W, 0.105 * W), (0, 0.135 * W));
            }
            else
            {
                mesh.Placement = before * new Pose(new Double3(0.005, side * 0.098, 0.055) * W, Rotation.FromYawPitchRoll(0, 0.12, side * 0.22));
                mesh.Ellipsoid(new Double3(0, side * 0.012, -0.075) * W, new Double3(0.058, 0.018, 0.105) * W, 14, 8);
            }

            mesh.Placement = before;
        }
    }

    public void AddTail(MeshBuilder mesh)
    {
        // Hangs along -z and curves back; the articulation raises it.
        Double3[] path = [new Double3(0.05, 0, 0.01) * W, new Double3(-0.03, 0, -0.03) * W, new Double3(-0.075, 0, -0.15) * W,
            new Double3(-0.105, 0, -0.28) * W, new Double3(-0.16, 0, -0.40) * W, new Double3(-0.21, 0, -0.47) * W];
        double[] radii = [0.045, 0.042, 0.036, 0.034, 0.026, 0.008];
        mesh.Part("coat", plan.Coat).Tube(path, i => radii[i] * W * (i == 0 ? 1 : plan.TailBush), 10);
    }

    /// <summary>One of a leg's four pieces: upper limb, lower limb, pastern, paw.</summary>
    public void AddLegPiece(MeshBuilder mesh, bool hind, int piece)
    {
        double s = W * plan.Stout;
        void Limb(double length, params (double Share, double Front, double Back, double Half, double X)[] sections) =>
            new BodyLoft(sections.Select(k => new LoftSection(-k.Share * length * W, k.X * s, 0, k.Front * s, k.Back * s, k.Half * s)).Reverse())
                .AddTo(mesh, 12, 6, 0.9 * sections[^1].Half * s, (piece == 0 ? 1.3 : 0.6) * sections[0].Half * s);
        switch (piece)
        {
            case 0 when hind:
                mesh.Part("coat", plan.Coat);
                Limb(DogPlan.Femur, (0, 0.080, 0.085, 0.048, 0), (0.3, 0.105, 0.110, 0.064, 0), (0.6, 0.088, 0.098, 0.060, -0.01),
                    (1, 0.058, 0.062, 0.046, -0.005));
                break;
            case 0:
                mesh.Part("coat", plan.Coat);
                Limb(DogPlan.Humerus, (0, 0.058, 0.066, 0.046, 0), (0.3, 0.070, 0.088, 0.056, 0), (0.65, 0.056, 0.072, 0.049, -0.008),
                    (1, 0.046, 0.050, 0.042, 0));
                break;
            case 1 when hind:
                mesh.Part("coat", plan.Coat);
                Limb(DogPlan.Tibia, (0, 0.056, 0.060, 0.046, 0), (0.35, 0.050, 0.058, 0.042, -0.005), (0.75, 0.030, 0.034, 0.028, -0.004),
                    (1, 0.028, 0.034, 0.026, -0.004));
                break;
            case 1:
                mesh.Part("coat", plan.Coat);
                Limb(DogPlan.Radius, (0, 0.046, 0.050, 0.042, 0), (0.3, 0.042, 0.042, 0.036, 0), (0.8, 0.030, 0.030, 0.028, 0),
                    (1, 0.031, 0.031, 0.030, 0));
                break;
            case 2:
                mesh.Part("marks", plan.Marks);
                Limb(hind
                    ? DogPlan.Metatarsus
                    : DogPlan.Metacarpus, (0, 0.029, 0.033, 0.027, 0), (0.5, 0.026, 0.026, 0.025, 0), (1, 0.030, 0.028, 0.030, 0));
                break;
            default:
                AddPaw(mesh.Part("marks", plan.Marks), s);
                break;
        }
    }

    // Flat on the ground PawHeight below the joint, with four toes.
    private void AddPaw(MeshBuilder mesh, double s)
    {
        double ground = -DogPlan.PawHeight * W;
        LoftSection S(double up, double front, double back, double half) =>
            new(ground + up * DogPlan.PawHeight * W, 0.012 * s, 0, front * s, back * s, half * s, 2.3);
        new BodyLoft([S(0, 0.045, 0.035, 0.036), S(0.35, 0.055, 0.042, 0.044), S(0.9, 0.046, 0.038, 0.040), S(1.4, 0.026, 0.030, 0.030)])
            .AddTo(mesh, 16, 6, 0, 0.012 * s);
        for (int i = 0; i < 4; i++)
        {
            double y = (i - 1.5) * 0.0185 * s;
            double reach = (i is 1 or 2 ? 0.062 : 0.052) * s;
            double up = 0.55 * DogPlan.PawHeight * W;
            mesh.Ellipsoid(new Double3(reach, y, ground + up), new Double3(0.020 * s, 0.0105 * s, up), 8, 6);
        }
    }

    // A loft along x through (x, height of the middle, reach down, reach up, half width), shares of the withers.
    private void Lengthwise(MeshBuilder mesh, int columns, int rows, double rearDome, double frontDome,
        (double X, double Z, double Down, double Up, double Half)[] sections)
    {
        Pose before = mesh.Placement;
        mesh.Placement = before * new Pose(Double3.Zero, Rotation.Around(Double3.UnitY, Math.PI / 2));
        new BodyLoft(sections.Select(k => new LoftSection(k.X * W, -k.Z * W, 0, k.Down * W, k.Up * W, k.Half * W * plan.Stout, 2.15)))
            .AddTo(mesh, columns, rows, rearDome * W, frontDome * W);
        mesh.Placement = before;
    }
}
