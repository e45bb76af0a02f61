using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Cars, vans, buses and lorries. Vehicles of one kind and size share their meshes; only materials differ.</summary>
public sealed class VehicleMaker : IAssetMaker
{
    private const int Variants = 3;

    private static readonly Dictionary<string, Func<Stretch, VehicleDesign>> Designs = new(StringComparer.Ordinal)
    {
        ["car.hatchback"] = Hatchback.Make,
        ["car.sedan"] = Sedan.Make,
        ["car.suv"] = Suv.Make,
        ["car.estate"] = Estate.Make,
        ["van.panel"] = Van.Make,
        ["bus.city"] = Bus.Make,
        ["truck.box"] = Truck.Make,
    };

    private readonly ConcurrentDictionary<(string Name, int Variant, double? Height), Lazy<VehicleMeshes>> _shared = new();

    public IReadOnlyList<string> Names { get; } = [.. Designs.Keys.Order(StringComparer.Ordinal)];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int variant = request.Random.Child("variant").NextInt(Variants);
        Material rim = Rim(request.Random.Child("rim"));
        VehicleMeshes meshes = _shared.GetOrAdd(
            (request.Name, variant, request.Height),
            key => new Lazy<VehicleMeshes>(() => Build(key.Name, key.Variant, key.Height))).Value;
        RandomStream colors = request.Random.Child("paint");
        Material paint = meshes.Design.FleetPaint ? Paint.PickFleet(colors, request.Color) : Paint.Pick(colors, request.Color);
        return Assemble(request.Name, meshes, paint, rim, NumberPlate.Text(request.Random.Child("plate")));
    }

    private static VehicleMeshes Build(string name, int variant, double? height)
    {
        Func<Stretch, VehicleDesign> design = Designs[name];
        double length = 1 + 0.012 * (variant - 1);
        double tall = 1 - 0.008 * (variant - 1);
        if (height is { } wanted)
        {
            // The highest point is linear in the stretch.
            double Top(double stretch)
            {
                VehicleDesign made = design(new Stretch(length, stretch));
                return made.Top ?? made.Form.Profile.MaxV;
            }

            tall = 1 + (wanted - Top(1)) / (Top(2) - Top(1));
        }

        return VehicleBody.Make(design(new Stretch(length, tall)), variant);
    }

    private static Model Assemble(string name, VehicleMeshes meshes, Material paint, Material rim, string registration)
    {
        MeshBuilder plates = new();
        NumberPlate.Add(plates, meshes.FrontPlate, registration);
        NumberPlate.Add(plates, meshes.RearPlate, registration);
        Mesh plateMesh = plates.Build("plates").Mesh;
        ModelNode Node(string node, Mesh mesh, bool inBody = true) => new(node, mesh, VehicleMaterials.For(mesh, paint, rim), inBody);
        BodyForm form = meshes.Design.Form;
        double[] axles = meshes.Design.Axles ?? form.Axles;
        List<ModelNode> nodes = [Node("body", meshes.Body), Node("plates", plateMesh), Node("mirrors", meshes.Mirrors, inBody: false)];
        if (meshes.Antenna is { } antenna)
        {
            nodes.Add(Node("antenna", antenna, inBody: false));
        }

        List<RollingWheel> wheels = [];
        foreach (double axle in axles)
        {
            bool front = axle > axles[0];
            double y = front ? meshes.WheelY : meshes.RearWheelY;
            foreach (bool left in new[] { true, false })
            {
                wheels.Add(new RollingWheel(nodes.Count, new Double3(axle, left ? y : -y, form.WheelRadius), form.WheelRadius, front, left));
                nodes.Add(Node($"wheel_{(front ? "front" : "rear")}_{(left ? "left" : "right")}", front ? meshes.Wheel : meshes.RearWheel));
            }
        }

        return new Model
        {
            Name = name,
            Class = meshes.Design.Class,
            Nodes = [.. nodes],
            Articulation = new VehicleArticulation(nodes.Count, wheels),
            WheelBase = axles[^1] - axles[0],
            Lamps = HeadLamps.Dipped(0, meshes.HeadLamps),
        };
    }

    private static Material Rim(RandomStream random) => random.NextInt(10) switch
    {
        < 6 => new Material { Name = "rim", BaseColor = new Vector3(0.42f, 0.43f, 0.44f), Roughness = 0.3f, Metallic = 0.85f,
            Porosity = 0.05f }.AsPigment(),
        < 8 => new Material { Name = "rim", BaseColor = new Vector3(0.16f, 0.16f, 0.17f), Roughness = 0.3f, Metallic = 0.7f,
            Porosity = 0.05f }.AsPigment(),
        _ => new Material { Name = "rim", BaseColor = new Vector3(0.02f), Roughness = 0.25f, ClearCoat = 0.8f, Porosity = 0.05f }.AsPigment(),
    };
}
