using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.StreetFurniture;

/// <summary>
/// Road signs of the Vienna convention on a post; they face +x. Sizes are Germany's size 2 (VwV-StVO to sections 39-43):
/// discs 600 mm, triangles 900 mm a side, squares 600 mm, octagon 900 mm.
/// </summary>
public sealed class TrafficSigns : IAssetMaker
{
    private const double Layer = 0.0009;
    private const double Front = 0.045;
    private static readonly Material Red = FurnitureMaterials.Sheeting("sign_red", 0xb81218, 0.25f);
    private static readonly Material White = FurnitureMaterials.Sheeting("sign_white", 0xe8e8e4, 0.45f);
    private static readonly Material Blue = FurnitureMaterials.Sheeting("sign_blue", 0x0c3f9c, 0.2f);
    private static readonly Material Black = FurnitureMaterials.Sheeting("sign_black", 0x0a0a0a, 0);

    private static readonly Dictionary<string, Action<MeshBuilder, double>> Faces = new(StringComparer.Ordinal)
    {
        ["sign.children"] = Children,
        ["sign.give_way"] = GiveWay,
        ["sign.parking"] = Parking,
        ["sign.speed30"] = Speed30,
        ["sign.stop"] = Stop,
    };

    private static readonly Dictionary<string, Lazy<ModelNode>> Plates = Faces.ToDictionary(
        face => face.Key,
        face => new Lazy<ModelNode>(() =>
        {
            MeshBuilder mesh = new();
            face.Value(mesh, 0);
            return mesh.BuildNode("plate");
        }),
        StringComparer.Ordinal);

    public IReadOnlyList<string> Names { get; } = [.. Faces.Keys.Order(StringComparer.Ordinal)];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ModelNode plate = Plates[request.Name].Value;
        Box3 box = plate.Mesh.Bounds;
        // Plates hang 2.0 to 2.3 m above the ground unless the whole height is wanted.
        double low = request.Height is { } height ? height - box.Size.Z : request.Random.Child("height").Uniform(2.0, 2.3);
        MeshBuilder post = new();
        post.Part("post", FurnitureMaterials.Galvanized);
        double top = low + box.Size.Z - 0.05;
        post.Cylinder(12, 0.03, 0, top);
        post.Part("foot", FurnitureMaterials.Galvanized);
        post.SharpLathe(12, (0.0, 0.0), (0.05, 0.0), (0.045, 0.05), (0.03, 0.06));
        double twist = request.Random.Child("twist").Uniform(-0.05, 0.05);
        return new Model
        {
            Name = request.Name,
            Class = "traffic_sign",
            Nodes = [plate, post.BuildNode("post", @class: "pole")],
            Articulation = new RigidArticulation(Pose.At(0, 0, low - box.Min.Z, twist), Pose.Identity),
        };
    }

    /// <summary>A plate with a coloured face, a bare back and a rim.</summary>
    private static void Plate(MeshBuilder mesh, IReadOnlyList<(double U, double V)> outline, Material face)
    {
        mesh.Part("back", FurnitureMaterials.Galvanized);
        mesh.Rim(Front - 0.012, Front, outline);
        mesh.Fill(Front - 0.012, outline);
        mesh.Part("face", face);
        mesh.Fill(Front, outline);
        mesh.Part("clamp", FurnitureMaterials.Galvanized);
        double middle = (outline.Min(p => p.V) + outline.Max(p => p.V)) / 2;
        foreach (double z in new[] { middle - 0.15, middle + 0.15 })
        {
            mesh.Box(new Double3(-0.036, -0.05, z - 0.02), new Double3(Front - 0.012, 0.05, z + 0.02));
        }
    }

    private static void Speed30(MeshBuilder mesh, double v)
    {
        Plate(mesh, PlanarShapes.Circle(0, v, 0.30, 40), White);
        mesh.Part("red", Red);
        mesh.Fill(Front + Layer, PlanarShapes.Circle(0, v, 0.292, 40));
        mesh.Part("white", White);
        mesh.Fill(Front + 2 * Layer, PlanarShapes.Circle(0, v, 0.235, 40));
        mesh.Part("black", Black);
        mesh.Text(Front + 3 * Layer, 0, v, "30", 0.215, 0.56, 0.042);
    }

    private static void Stop(MeshBuilder mesh, double v)
    {
        double turn = Math.PI / 8;
        Plate(mesh, PlanarShapes.RoundedPolygon(0, v, 0.487, 8, turn, 0.03), White);
        mesh.Part("red", Red);
        mesh.Fill(Front + Layer, PlanarShapes.RoundedPolygon(0, v, 0.463, 8, turn, 0.02));
        mesh.Part("white", White);
        mesh.Text(Front + 2 * Layer, 0, v, "STOP", 0.26, 0.42, 0.042);
    }

    private static void GiveWay(MeshBuilder mesh, double v) => Triangle(mesh, v, -Math.PI / 2);

    private static void Children(MeshBuilder mesh, double v)
    {
        Triangle(mesh, v, Math.PI / 2);
        mesh.Part("black", Black);
        double x = Front + 3 * Layer;
        // Two children walking hand in hand to the left, the taller one behind.
        Walker(mesh, x, 0.085, v - 0.17, 0.33);
        Walker(mesh, x, -0.115, v - 0.17, 0.255);
        mesh.Stroke(x, 0.018, (0.055, v + 0.005), (-0.01, v - 0.045), (-0.075, v - 0.02));
    }

    private static void Walker(MeshBuilder mesh, double x, double u, double v, double height)
    {
        double h = height;
        mesh.Fill(x, PlanarShapes.Circle(u - 0.02 * h, v + 0.90 * h, 0.10 * h, 14));
        mesh.Fill(x, [(u - 0.13 * h, v + 0.38 * h), (u + 0.11 * h, v + 0.38 * h), (u + 0.12 * h, v + 0.76 * h), (u - 0.09 * h, v + 0.79 * h)]);
        mesh.Stroke(x, 0.09 * h, (u + 0.02 * h, v + 0.42 * h), (u - 0.12 * h, v + 0.22 * h), (u - 0.22 * h, v + 0.02 * h));
        mesh.Stroke(x, 0.09 * h, (u + 0.02 * h, v + 0.42 * h), (u + 0.10 * h, v + 0.22 * h), (u + 0.27 * h, v + 0.08 * h));
        mesh.Stroke(x, 0.07 * h, (u + 0.06 * h, v + 0.73 * h), (u + 0.19 * h, v + 0.57 * h), (u + 0.26 * h, v + 0.45 * h));
        mesh.Stroke(x, 0.07 * h, (u - 0.05 * h, v + 0.73 * h), (u - 0.20 * h, v + 0.60 * h), (u - 0.29 * h, v + 0.62 * h));
    }

    private static void Triangle(MeshBuilder mesh, double v, double turn)
    {
        const double radius = 0.9 * 0.577;
        Plate(mesh, PlanarShapes.RoundedPolygon(0, v, radius, 3, turn, 0.06), White);
        mesh.Part("red", Red);
        mesh.Fill(Front + Layer, PlanarShapes.RoundedPolygon(0, v, radius - 0.016, 3, turn, 0.055));
        mesh.Part("white", White);
        mesh.Fill(Front + 2 * Layer, PlanarShapes.RoundedPolygon(0, v, radius - 0.16, 3, turn, 0.025));
    }

    private static void Parking(MeshBuilder mesh, double v)
    {
        Plate(mesh, Square(v, 0.30, 0.05), White);
        mesh.Part("blue", Blue);
        mesh.Fill(Front + Layer, Square(v, 0.287, 0.042));
        mesh.Part("white", White);
        mesh.Text(Front + 2 * Layer, 0.01, v, "P", 0.32, 0.62, 0.065);
    }

    private static (double U, double V)[] Square(double v, double half, double cut) =>
        [.. new Outline((-half, v - half, cut), (half, v - half, cut), (half, v + half, cut), (-half, v + half, cut)).Points];
}
