using SceneForge.World.Assets.Requests;
using SceneForge.World.Assets.Vehicles;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.StreetFurniture;

/// <summary>A wheeled refuse bin (EN 840-1, 240 litres), a utility cabinet and a bench; their fronts look to +x.</summary>
public sealed class BinsAndBoxes : IAssetMaker
{
    public IReadOnlyList<string> Names { get; } = ["bench.street", "bin.wheelie", "cabinet.utility"];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Name switch { "bin.wheelie" => Bin(request), "cabinet.utility" => Cabinet(request), _ => Bench(request) };
    }

    private static Model Bin(AssetRequest request)
    {
        ReadOnlySpan<uint> bodies = [0x2b2e30, 0x2b2e30, 0x24432d, 0x4a3524, 0x1b2f5c];
        ReadOnlySpan<uint> lids = [0x2b2e30, 0xd8b01a, 0x24432d, 0x4a3524, 0x1d54a8];
        int kind = request.Random.Child("kind").NextInt(bodies.Length);
        double scale = request.Height / 1.07 ?? 1;
        Material body = FurnitureMaterials.Plastic("body", request.Color is { } color ? Paint.Parse(color) : bodies[kind], 0.55f);
        Material lid = FurnitureMaterials.Plastic("lid", request.Color is { } same ? Paint.Parse(same) : lids[kind], 0.5f);
        MeshBuilder mesh = new();
        mesh.Part("body", body);
        (double X, double Y)[] rim = Ring(0.335, 0.285, 0.07);
        (double Z, double Front, double Back, double Width)[] levels =
            [(0.05, 0.62, 0.86, 0.80), (0.30, 0.74, 0.92, 0.87), (0.90, 0.98, 1.0, 0.985), (0.96, 1.0, 1.0, 1.0)];
        Double3 P(int level, int c)
        {
            (double z, double front, double back, double width) = levels[level];
            (double x, double y) = rim[c];
            return new Double3(x * (x > 0 ? front : back), y * width, z) * scale;
        }

        mesh.Grid(levels.Length, rim.Length, P, closed: true);
        mesh.Polygon([.. Enumerable.Range(0, rim.Length).Select(c => P(0, rim.Length - 1 - c))]);
        Double3 Collar(int r, int c) => new Double3(rim[c].X * (r is 1 or 2 ? 1.05 : 1), rim[c]
            .Y * (r is 1 or 2 ? 1.05 : 1), r < 2 ? 0.93 : 0.97) * scale;
        mesh.Grid(2, rim.Length, Collar, closed: true);
        mesh.Grid(2, rim.Length, (r, c) => Collar(r + 1, c), closed: true);
        mesh.Part("lid", lid);
        (double Z, double Size)[] dome = [(0.965, 1.07), (0.995, 1.08), (1.02, 1.03), (1.05, 0.80), (1.07, 0.40), (1.07, 0)];
        mesh.Grid(dome.Length, rim.Length, (r, c) => new Double3(rim[c].X * dome[r].Size, rim[c].Y * dome[r].Size, dome[r].Z) * scale, closed: true);
        // Handle and axle at the back.
        mesh.Part("body", body);
        mesh.Tube([new Double3(-0.335, -0.20, 0.95) * scale, new Double3(-0.41, -0.20, 0.985) * scale, new Double3(-0.41, 0.20, 0.985) * scale,
            new Double3(-0.335, 0.20, 0.95) * scale], _ => 0.017 * scale, 8);
        mesh.Part("wheels", FurnitureMaterials.Rubber);
        foreach (int side in new[] { 1, -1 })
        {
            Pose before = mesh.Placement;
            mesh.Placement = new Pose(new Double3(-0.26, side * 0.25, 0.10) * scale, Rotation.Around(Double3.UnitX, -Math.PI / 2));
            // The first column of a lathe points along local x; 16 columns put one straight down.
            mesh.SharpLathe(16, (0, -0.025 * scale), (0.1 * scale, -0.025 * scale), (0.1 * scale, 0.025 * scale), (0, 0.025 * scale));
            mesh.Placement = before;
        }

        mesh.Part("body", body);
        mesh.BevelledBox(new Double3(0.10, -0.17, 0) * scale, new Double3(0.19, 0.17, 0.06) * scale, 0.01);
        return Rigid(request, "bin", mesh);
    }

    private static Model Cabinet(AssetRequest request)
    {
        double h = request.Height ?? request.Random.Child("height").Uniform(1.0, 1.35);
        double w = request.Random.Child("width").Uniform(0.32, 0.62);
        const double d = 0.17;
        ReadOnlySpan<uint> paints = [0x8f9490, 0xa7a79d, 0x5d6f60];
        Material paint = FurnitureMaterials.Painted("paint", request.Color is { } color ? Paint.Parse(color) : paints[request.Random.Child("paint")
            .NextInt(paints.Length)]);
        Material gap = FurnitureMaterials.Painted("gap", 0x101112);
        MeshBuilder mesh = new();
        mesh.Part("plinth", FurnitureMaterials.Painted("plinth", 0x6d6c68));
        mesh.Box(new Double3(-d + 0.015, -w + 0.015, 0), new Double3(d - 0.015, w - 0.015, 0.12));
        mesh.Part("paint", paint);
        mesh.BevelledBox(new Double3(-d, -w, 0.11), new Double3(d, w, h - 0.05), 0.012);
        mesh.BevelledBox(new Double3(-d - 0.02, -w - 0.02, h - 0.06), new Double3(d + 0.02, w + 0.02, h), 0.015);
        mesh.Part("gap", gap);
        mesh.Quad(new Double3(d + 0.001, -0.003, 0.15), new Double3(d + 0.001, 0.003, 0.15), new Double3(d + 0.001, 0.003, h - 0.09),
            new Double3(d + 0.001, -0.003, h - 0.09));
        for (int i = 0; i < 5; i++)
        {
            foreach (int side in new[] { 1, -1 })
            {
                double z = h - 0.16 - i * 0.022;
                mesh.Box(new Double3(d - 0.002, side * w * 0.5 - 0.11, z), new Double3(d + 0.003, side * w * 0.5 + 0.11, z + 0.008));
            }
        }

        mesh.Part("handle", FurnitureMaterials.Galvanized);
        mesh.BevelledBox(new Double3(d - 0.002, 0.03, h * 0.52), new Double3(d + 0.022, 0.055, h * 0.52 + 0.14), 0.006);
        return Rigid(request, "wall", mesh);
    }

    private static Model Bench(AssetRequest request)
    {
        double h = request.Height ?? 0.82;
        double half = 0.9;
        MeshBuilder mesh = new();
        mesh.Part("planks", request.Color is { } color ? FurnitureMaterials.Painted("planks", Paint.Parse(color)) : FurnitureMaterials.Wood);
        for (int i = 0; i < 4; i++)
        {
            double x = 0.24 - i * 0.115;
            mesh.BevelledBox(new Double3(x - 0.05, -half, 0.42), new Double3(x + 0.05, half, 0.455), 0.006);
        }

        for (int i = 0; i < 2; i++)
        {
            double z = h - 0.10 - i * 0.14;
            double x = -0.235 + 0.02 * i;
            mesh.BevelledBox(new Double3(x - 0.018, -half, z), new Double3(x + 0.018, half, z + 0.10), 0.006);
        }

        mesh.Part("frame", FurnitureMaterials.Painted("frame", 0x23262a));
        foreach (double y in new[] { -0.68, 0.68 })
        {
            mesh.Box(new Double3(-0.25, y - 0.025, 0.385), new Double3(0.28, y + 0.025, 0.42));
            mesh.Box(new Double3(0.20, y - 0.025, 0), new Double3(0.25, y + 0.025, 0.385));
            mesh.Box(new Double3(-0.26, y - 0.025, 0), new Double3(-0.21, y + 0.025, 0.385));
            mesh.Tube([new Double3(-0.235, y, 0.385), new Double3(-0.26, y, h - 0.02)], _ => 0.022, 8);
        }

        return Rigid(request, "fence", mesh);
    }

    private static Model Rigid(AssetRequest request, string @class, MeshBuilder mesh) =>
        new() { Name = request.Name, Class = @class, Nodes = [mesh.BuildNode(@class)], Articulation = RigidArticulation.Single };

    /// <summary>A rounded rectangle of half sizes, counter-clockwise from above.</summary>
    private static (double X, double Y)[] Ring(double halfX, double halfY, double cut) =>
        [.. new Outline((halfX, -halfY, cut), (halfX, halfY, cut), (-halfX, halfY, cut), (-halfX, -halfY, cut)).Points];
}
