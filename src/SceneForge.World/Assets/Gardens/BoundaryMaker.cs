using System.Numerics;
using SceneForge.World.Assets.Buildings;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Gardens;

/// <summary>
/// Garden boundaries in sections of 2 m along y, their street side to +x: a low wall, a picket fence, a tall board fence,
/// and a gate of 1 m. Meshes are shared by all sections of a kind; seeds choose the material.
/// </summary>
internal sealed class BoundaryMaker : IAssetMaker
{
    /// <summary>Length of a section, metres.</summary>
    public const double SectionLength = 2;

    private const double Half = SectionLength / 2;
    private static readonly string[] Kinds = ["wall.garden", "fence.picket", "fence.board", "gate.garden"];
    private static readonly Vector3[] Stains = [new(0.66f, 0.66f, 0.63f), new(0.34f, 0.22f, 0.13f), new(0.26f, 0.25f, 0.23f),
        new(0.17f, 0.23f, 0.17f)];
    private static readonly Lazy<ModelNode>[] Built = [.. Kinds.Select(kind => new Lazy<ModelNode>(() => Build(kind)))];

    public IReadOnlyList<string> Names => Kinds;

    public Model Make(AssetRequest request)
    {
        int kind = Array.IndexOf(Kinds, request.Name);
        ModelNode node = Built[kind].Value;
        int choice = request.Random.NextInt(12);
        Material main = kind == 0
            ? choice < 8 ? BuildingMaterials.Brick(choice) : BuildingMaterials.Render(new Vector3(0.62f, 0.60f, 0.55f))
            : kind == 2 ? BuildingMaterials.Timber(Stains[1 + choice % 2] * 1.2f)
            : choice < 6 ? BuildingMaterials.Paint(Stains[0], 0.5f) : BuildingMaterials.Timber(Stains[choice % 4] * 1.2f);
        return new Model
        {
            Name = request.Name,
            Class = kind == 0 ? "wall" : "fence",
            Nodes = [node with { Materials = [main, .. node.Materials.Skip(1)] }],
            Articulation = RigidArticulation.Single,
        };
    }

    private static ModelNode Build(string kind)
    {
        MeshBuilder mesh = new();
        // The first part takes the material that the seed chooses.
        mesh.Part(kind == "wall.garden" ? "wall" : "fence", BuildingMaterials.Paint(Stains[0]));
        switch (kind)
        {
            case "wall.garden":
                Wall(mesh);
                break;
            case "fence.picket":
                Picket(mesh, Half, 0.95);
                break;
            case "fence.board":
                Board(mesh);
                break;
            default:
                Gate(mesh);
                break;
        }

        return mesh.BuildNode(kind);
    }

    private static void Wall(MeshBuilder mesh)
    {
        mesh.Box(new(-0.11, -Half, -0.5), new(0.11, Half, 0.74));
        mesh.Box(new(-0.17, -Half, -0.5), new(0.17, -Half + 0.34, 0.92));
        mesh.Part("coping", SurfaceMaterials.Concrete);
        mesh.Box(new(-0.15, -Half + 0.34, 0.74), new(0.15, Half, 0.80));
        mesh.Box(new(-0.21, -Half - 0.04, 0.92), new(0.21, -Half + 0.38, 0.98));
        Double3 top = new(0, -Half + 0.17, 1.05);
        Double3[] rim = [new(-0.19, -Half - 0.02, 0.98), new(0.19, -Half - 0.02, 0.98), new(0.19, -Half + 0.36, 0.98),
            new(-0.19, -Half + 0.36, 0.98)];
        for (int i = 0; i < 4; i++)
        {
            mesh.FlatTriangle(rim[i], rim[(i + 1) % 4], top);
        }
    }

    private static void Picket(MeshBuilder mesh, double half, double height)
    {
        mesh.Box(new(-0.09, -half, -0.4), new(0.0, -half + 0.09, height + 0.05));
        foreach (double z in new[] { 0.22, height - 0.27 })
        {
            mesh.Box(new(-0.035, -half, z), new(0.0, half, z + 0.075));
        }

        for (double y = -half + 0.12; y < half - 0.05; y += 0.125)
        {
            Slat(mesh, y, 0.072, 0.06, height);
        }
    }

    // A pale with a pointed top, flat on the rails' street side.
    private static void Slat(MeshBuilder mesh, double y, double width, double foot, double height)
    {
        const double thick = 0.022;
        double shoulder = height - 0.06;
        double y1 = y + width;
        double middle = y + width / 2;
        mesh.Polygon([new(thick, y, foot), new(thick, y1, foot), new(thick, y1, shoulder), new(thick, middle, height), new(thick, y, shoulder)]);
        mesh.Polygon([new(0, y1, foot), new(0, y, foot), new(0, y, shoulder), new(0, middle, height), new(0, y1, shoulder)]);
        mesh.Quad(new(0, y, foot), new(thick, y, foot), new(thick, y, shoulder), new(0, y, shoulder));
        mesh.Quad(new(thick, y1, foot), new(0, y1, foot), new(0, y1, shoulder), new(thick, y1, shoulder));
        mesh.Quad(new(thick, y1, shoulder), new(0, y1, shoulder), new(0, middle, height), new(thick, middle, height));
        mesh.Quad(new(thick, middle, height), new(0, middle, height), new(0, y, shoulder), new(thick, y, shoulder));
    }

    private static void Board(MeshBuilder mesh)
    {
        const double height = 1.75;
        mesh.Box(new(-0.05, -Half, -0.4), new(0.05, -Half + 0.1, height + 0.06));
        for (int i = 0; i < 13; i++)
        {
            double y = -Half + 0.1 + i * 0.1462;
            double x = i % 2 == 0 ? 0.012 : -0.012;
            mesh.Box(new(x - 0.01, y - 0.01, 0.03), new(x + 0.01, y + 0.155, height - 0.02));
        }

        mesh.Box(new(-0.04, -Half + 0.1, height - 0.02), new(0.04, Half, height + 0.03));
    }

    private static void Gate(MeshBuilder mesh)
    {
        mesh.Box(new(-0.10, -0.60, -0.4), new(0.02, -0.48, 1.12));
        mesh.Box(new(-0.10, 0.48, -0.4), new(0.02, 0.60, 1.12));
        foreach (double z in new[] { 0.25, 0.70 })
        {
            mesh.Box(new(-0.035, -0.46, z), new(0, 0.46, z + 0.07));
        }

        for (int i = 0; i < 8; i++)
        {
            Slat(mesh, -0.46 + i * 0.12, 0.075, 0.08, 0.92 + 0.08 * (i is 3 or 4 ? 1 : i is 2 or 5 ? 0.6 : 0));
        }

        mesh.Part("handle", HousePalette.Metal);
        mesh.Box(new(0.022, 0.36, 0.72), new(0.05, 0.44, 0.75));
    }
}
