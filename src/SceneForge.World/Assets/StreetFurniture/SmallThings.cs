using SceneForge.Base.Numerics;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Assets.Vehicles;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.StreetFurniture;

/// <summary>A traffic cone and a football.</summary>
public sealed class SmallThings : IAssetMaker
{
    private static readonly Material Orange = FurnitureMaterials.Plastic("orange", 0xe8480c, 0.45f);
    private static readonly Material Band = FurnitureMaterials.Sheeting("band", 0xececea, 0.5f);

    public IReadOnlyList<string> Names { get; } = ["ball.football", "cone.traffic"];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Name == "cone.traffic" ? Cone(request) : Football(request);
    }

    private static Model Cone(AssetRequest request)
    {
        double h = request.Height ?? (request.Random.Child("size").NextInt(2) == 0 ? 0.5 : 0.75);
        double foot = 0.26 * h + 0.06;
        MeshBuilder mesh = new();
        mesh.Part("base", FurnitureMaterials.Rubber);
        mesh.BevelledBox(new Double3(-foot, -foot, 0), new Double3(foot, foot, 0.045), 0.012);
        double r0 = 0.205 * h + 0.02;
        double Radius(double share) => r0 + (0.028 - r0) * share;
        (Material Material, double From, double To)[] zones = [(Orange, 0, 0.34), (Band, 0.34, 0.52), (Orange, 0.52, 0.66), (Band, 0.66, 0.80),
            (Orange, 0.80, 1)];
        double Z(double share) => 0.045 + (h - 0.045) * share;
        foreach ((Material material, double from, double to) in zones)
        {
            mesh.Part(material.Name, request.Color is { } color && material == Orange
                ? (Orange with { BaseColor = Paint.Linear(Paint.Parse(color)) }).AsPigment()
                : material);
            mesh.Lathe(24, (Radius(from), Z(from)), (Radius(to), Z(to)));
        }

        mesh.Lathe(24, (r0 * 1.22, 0.045), (r0 * 1.1, 0.052), (r0, 0.075));
        mesh.Lathe(24, (Radius(1), h), (Radius(1) - 0.006, h), (Radius(1) - 0.008, h - 0.03), (0, h - 0.03));
        return new Model { Name = request.Name, Class = "traffic_cone", Nodes = [mesh.BuildNode("cone")], Articulation = RigidArticulation.Single };
    }

    /// <summary>A truncated icosahedron blown up to a sphere: each face of the icosahedron is cut at thirds of its edges.</summary>
    private static Model Football(AssetRequest request)
    {
        double radius = request.Height / 2 ?? 0.11;
        Material panels = FurnitureMaterials.Plastic("panels", request.Color is { } color ? Paint.Parse(color) : 0xf0f0ee, 0.35f);
        Material pentagons = FurnitureMaterials.Plastic("pentagons", 0x111214, 0.35f);
        Double3[] corners = Icosahedron();
        MeshBuilder mesh = new();
        const int steps = 6;
        for (int a = 0; a < 12; a++)
        {
            for (int b = a + 1; b < 12; b++)
            {
                for (int c = b + 1; c < 12; c++)
                {
                    if (Near(corners[a], corners[b]) && Near(corners[b], corners[c]) && Near(corners[a], corners[c]))
                    {
                        bool outward = Double3.Dot(Double3.Cross(corners[b] - corners[a], corners[c] - corners[a]), corners[a]) > 0;
                        Face(mesh, corners[a], outward
                            ? corners[b]
                            : corners[c], outward
                            ? corners[c]
                            : corners[b], steps, radius, panels, pentagons);
                    }
                }
            }
        }

        return new Model { Name = request.Name, Class = "ball", Nodes = [mesh.BuildNode("ball")], Articulation = new RollingBall(radius) };
    }

    private static void Face(MeshBuilder mesh, Double3 a, Double3 b, Double3 c, int steps, double radius, Material panels, Material pentagons)
    {
        Double3 At(int i, int j) => (a * (steps - i - j) + b * i + c * j).Normalized();
        void Add(int i0, int j0, int i1, int j1, int i2, int j2)
        {
            int largest = Math.Max(3 * steps - i0 - i1 - i2 - j0 - j1 - j2, Math.Max(i0 + i1 + i2, j0 + j1 + j2));
            bool pentagon = largest > 2 * steps;
            mesh.Part(pentagon ? "pentagons" : "panels", pentagon ? pentagons : panels);
            int[] index = [.. new[] { (i0, j0), (i1, j1), (i2, j2) }.Select(p => mesh.Vertex(At(p.Item1, p.Item2) * radius, At(p.Item1, p.Item2), 0,
                0))];
            mesh.Triangle(index[0], index[1], index[2]);
        }

        for (int i = 0; i < steps; i++)
        {
            for (int j = 0; j < steps - i; j++)
            {
                Add(i, j, i + 1, j, i, j + 1);
                if (i + j < steps - 1)
                {
                    Add(i + 1, j, i + 1, j + 1, i, j + 1);
                }
            }
        }
    }

    /// <summary>Corners of an icosahedron with one of them straight down, so that the ball stands on a vertex.</summary>
    private static Double3[] Icosahedron()
    {
        Double3[] corners = new Double3[12];
        corners[0] = -Double3.UnitZ;
        corners[11] = Double3.UnitZ;
        double z = 1 / Math.Sqrt(5);
        for (int i = 0; i < 10; i++)
        {
            double angle = Math.PI * i / 5;
            double side = i % 2 == 0 ? -1 : 1;
            corners[i + 1] = new Double3(2 * z * StrictMath.Cos(angle), 2 * z * StrictMath.Sin(angle), side * z);
        }

        return corners;
    }

    /// <summary>Whether two corners share an edge (length 1.05 on the unit sphere; the next distance is 1.7).</summary>
    private static bool Near(Double3 a, Double3 b) => (a - b).Length < 1.3;

    private sealed class RollingBall(double radius) : IArticulation
    {
        public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode)
        {
            double turns = motion.Distance / (2 * Math.PI * radius);
            modelFromNode[0] = new Pose(new Double3(0, 0, radius), Rotation.Around(Double3.UnitY, (turns - Math.Floor(turns)) * 2 * Math.PI));
        }

        public double CycleLength(double speed) => double.PositiveInfinity;
    }
}
