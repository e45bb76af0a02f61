using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Scenarios.Numerics;
using SceneForge.Scenarios.Random;
using SceneForge.World.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Passenger cars. Cars of one kind and size share their meshes; only materials differ.</summary>
public sealed class CarMaker : IAssetMaker
{
    private const int Variants = 3;

    private static readonly Dictionary<string, Func<Stretch, CarDesign>> Designs = new(StringComparer.Ordinal)
    {
        ["car.hatchback"] = Hatchback.Make,
        ["car.sedan"] = Sedan.Make,
        ["car.suv"] = Suv.Make,
        ["car.estate"] = Estate.Make,
    };

    private readonly ConcurrentDictionary<(string Name, int Variant, double? Height), Lazy<CarMeshes>> _shared = new();

    public IReadOnlyList<string> Names { get; } = [.. Designs.Keys.Order(StringComparer.Ordinal)];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int variant = request.Random.Child("variant").NextInt(Variants);
        Material paint = Paint.Pick(request.Random.Child("paint"), request.Color);
        Material rim = Rim(request.Random.Child("rim"));
        CarMeshes meshes = _shared.GetOrAdd(
            (request.Name, variant, request.Height),
            key => new Lazy<CarMeshes>(() => Build(key.Name, key.Variant, key.Height))).Value;
        return Assemble(request.Name, meshes, paint, rim);
    }

    private static CarMeshes Build(string name, int variant, double? height)
    {
        Func<Stretch, CarDesign> design = Designs[name];
        double length = 1 + 0.012 * (variant - 1);
        double tall = 1 - 0.008 * (variant - 1);
        if (height is { } wanted)
        {
            // The roof's highest point is linear in the stretch.
            double at1 = design(new Stretch(length, 1)).Form.Profile.MaxV;
            double at2 = design(new Stretch(length, 2)).Form.Profile.MaxV;
            tall = 1 + (wanted - at1) / (at2 - at1);
        }

        return CarBody.Make(design(new Stretch(length, tall)), variant);
    }

    private static Model Assemble(string name, CarMeshes meshes, Material paint, Material rim)
    {
        MeshBuilder plates = new();
        NumberPlate.Add(plates, meshes.FrontPlate);
        NumberPlate.Add(plates, meshes.RearPlate);
        Mesh plateMesh = plates.Build("plates").Mesh;
        ModelNode Node(string node, Mesh mesh, bool inBody = true) => new(node, mesh, VehicleMaterials.For(mesh, paint, rim), inBody);
        BodyForm form = meshes.Design.Form;
        List<ModelNode> nodes = [Node("body", meshes.Body), Node("plates", plateMesh), Node("mirrors", meshes.Mirrors, inBody: false), Node("antenna", meshes.Antenna, inBody: false)];
        List<RollingWheel> wheels = [];
        foreach (double axle in form.Axles)
        {
            foreach (bool left in new[] { true, false })
            {
                wheels.Add(new RollingWheel(nodes.Count, new Double3(axle, left ? meshes.WheelY : -meshes.WheelY, form.WheelRadius), form.WheelRadius, axle > form.Middle, left));
                nodes.Add(Node($"wheel_{(axle > form.Middle ? "front" : "rear")}_{(left ? "left" : "right")}", meshes.Wheel));
            }
        }

        return new Model
        {
            Name = name,
            Class = "car",
            Nodes = [.. nodes],
            Articulation = new VehicleArticulation(nodes.Count, wheels),
            WheelBase = form.WheelBase,
            Lamps = HeadLamps.Dipped(0, meshes.HeadLamps),
        };
    }

    private static Material Rim(RandomStream random) => random.NextInt(10) switch
    {
        < 6 => new Material { Name = "rim", BaseColor = new Vector3(0.42f, 0.43f, 0.44f), Roughness = 0.3f, Metallic = 0.85f, Porosity = 0.05f },
        < 8 => new Material { Name = "rim", BaseColor = new Vector3(0.16f, 0.16f, 0.17f), Roughness = 0.3f, Metallic = 0.7f, Porosity = 0.05f },
        _ => new Material { Name = "rim", BaseColor = new Vector3(0.02f), Roughness = 0.25f, ClearCoat = 0.8f, Porosity = 0.05f },
    };
}
