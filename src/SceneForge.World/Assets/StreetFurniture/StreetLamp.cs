using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.StreetFurniture;

/// <summary>A tapered mast with an arm towards +x and a flat LED head.</summary>
public sealed class StreetLamp : IAssetMaker
{
    private static readonly Material Lens = new Material
    {
        Name = "lens",
        BaseColor = new Vector3(0.7f),
        Roughness = 0.2f,
        Porosity = 0,
        Emission = new Vector3(30000f, 26000f, 20000f),
        EmissionSwitch = LampChannel.StreetLamp,
    }.AsPigment();

    public IReadOnlyList<string> Names { get; } = ["lamp.street"];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        double height = request.Height ?? request.Random.Child("height").Uniform(5.5, 7.5);
        double arm = request.Random.Child("arm").Uniform(0.9, 1.5);
        Material mast = request.Color is { } color ? FurnitureMaterials.Painted("mast", Vehicles.Paint.Parse(color)) : FurnitureMaterials.Galvanized;
        MeshBuilder mesh = new();
        mesh.Part("mast", mast);
        mesh.Lathe(16, (0.085, 0.0), (0.085, 1.1));
        mesh.Lathe(16, (0.085, 1.1), (0.062, 1.16), (0.06, 1.2), (0.04, height - 0.75));
        mesh.SharpLathe(16, (0.15, 0), (0.15, 0.03), (0.085, 0.04));
        // A quarter circle carries the arm, which rises slightly.
        const int bend = 8;
        const double radius = 0.55;
        List<Double3> path = [new Double3(0, 0, height - 0.78)];
        for (int i = 0; i <= bend; i++)
        {
            double angle = 0.47 * Math.PI * i / bend;
            path.Add(new Double3(radius * (1 - StrictMath.Cos(angle)), 0, height - 0.72 + radius * StrictMath.Sin(angle)));
        }

        Double3 tip = new(arm, 0, height - 0.08);
        path.Add(tip);
        mesh.Tube(path, i => 0.04 - 0.012 * i / path.Count, 12);
        mesh.Part("door", mast);
        mesh.BevelledBox(new Double3(0.06, -0.045, 0.45), new Double3(0.09, 0.045, 0.85), 0.006);
        mesh.Part("head", FurnitureMaterials.Painted("head", 0x4a4d50));
        mesh.BevelledBox(tip + new Double3(-0.06, -0.12, -0.035), new Double3(tip.X + 0.56, 0.12, height), 0.03);
        mesh.Part("lens", Lens);
        double z = tip.Z - 0.037;
        mesh.Quad(new Double3(tip.X + 0.06, 0.085, z), new Double3(tip.X + 0.5, 0.085, z), new Double3(tip.X + 0.5, -0.085, z),
            new Double3(tip.X + 0.06, -0.085, z));
        Lamp lamp = new(LampChannel.StreetLamp, 0, new Double3(tip.X + 0.28, 0, z - 0.01), -Double3.UnitZ, new Vector3(2100f, 1820f, 1400f),
            StrictMath.Radians(45), StrictMath.Radians(78));
        return new Model { Name = request.Name, Class = "pole", Nodes = [mesh.BuildNode("lamp")], Articulation = RigidArticulation.Single,
            Lamps = [lamp] };
    }
}
