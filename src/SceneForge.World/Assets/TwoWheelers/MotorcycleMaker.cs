using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Assets.People;
using SceneForge.World.Assets.People.Body;
using SceneForge.World.Assets.People.Clothes;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>Motorcycles without fairing, 17 inch wheels, with a rider in jacket, gloves and closed helmet.</summary>
internal sealed class MotorcycleMaker : IAssetMaker
{
    private const double RearHalf = 0.085;
    private const double FrontHalf = 0.058;
    private static readonly string[] Paints = ["#8c1418", "#15171a", "#1d3f7a", "#d9d9d4", "#2f4a33", "#c96a14", "#5a5e63"];
    private static readonly string[] Helmets = ["#e8e8e6", "#141518", "#9c1b1f", "#20457f", "#c9c9c4", "#d8b21c"];
    private static readonly string[] Jackets = ["#17181a", "#232427", "#2a2d33", "#3a2a20", "#5d1a1c", "#1f2c44"];

    public IReadOnlyList<string> Names { get; } = ["motorcycle.standard"];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RiderDraw draw = RiderDraw.Of(request);
        RandomStream random = request.Random.Child("motorcycle");
        string paint = request.Color ?? Paints[random.NextInt(Paints.Length)];
        Material jacket = Outfit.Cloth("top", Jackets[random.NextInt(Jackets.Length)], new(0.50, 0.45)) with { Roughness = 0.55f, Porosity = 0.3f };
        Outfit outfit = draw.Outfit with
        {
            Hair = HairStyle.FullHelmet,
            Top = TopGarment.Jacket,
            Legs = draw.Outfit.Legs == LegGarment.Trousers ? LegGarment.Trousers : LegGarment.Jeans,
            Headgear = Outfit.Cloth("helmet", Helmets[random.NextInt(Helmets.Length)], null).AsPigment(),
            TopCloth = jacket,
            LegCloth = draw.Outfit.Legs is LegGarment.Trousers or LegGarment.Jeans
                ? draw.Outfit.LegCloth
                : Outfit.Cloth("legs", Palette.Denim[random.NextInt(Palette.Denim.Length)], new(0.45, 0.42)),
            Gloves = Finish.Leather with { Name = "gloves" },
            Shoes = Finish.Leather with { Name = "shoes", Infrared = new(0.25, 0.28) },
            Soles = Finish.Rubber with { Name = "soles", Infrared = new(0.10, 0.12) },
            Socks = Finish.Leather with { Name = "socks", Infrared = new(0.50, 0.45) },
        };
        return draw.Fit(request.Height, plan => Build(plan, outfit, Finish.Paint(paint)));
    }

    private static Model Build(BodyPlan plan, Outfit outfit, Material paint)
    {
        PersonBuilder person = new(plan, outfit);
        TwoWheelerLayout layout = Layout(plan);
        MotorcycleParts parts = new(layout, paint);
        TwoWheelerArticulation articulation = new(layout, new RiderPose(layout, plan, person.Skeleton));
        ImmutableArray<ModelNode> nodes =
        [
            Node("frame", Double3.Zero, parts.AddFrame),
            Node("rearWheel", Double3.Zero, m => MotorcycleParts.AddWheel(m, layout.RearRadius, RearHalf)),
            Node("fork", layout.SteerPoint, parts.AddFork),
            Node("frontWheel", Double3.Zero, m => MotorcycleParts.AddWheel(m, layout.FrontRadius, FrontHalf)),
            Node("mirrors", layout.SteerPoint, parts.AddMirrors, inBody: false),
            .. person.Nodes("rider", grip: 0.85),
        ];
        return new Model
        {
            Name = "motorcycle.standard",
            Class = "motorcycle",
            Nodes = nodes,
            Articulation = articulation,
            Keypoints = person.Keypoints(articulation.FirstRiderNode),
            WheelBase = layout.WheelBase,
            Lamps = [new Lamp(LampChannel.LowBeam, TwoWheelerArticulation.Fork, parts.HeadLamp + new Double3(0.03, 0, 0) - layout.SteerPoint,
                Double3.UnitX, new Vector3(15000f, 14600f, 13800f), StrictMath.Radians(2), StrictMath.Radians(44))],
        };
    }

    private static TwoWheelerLayout Layout(BodyPlan plan)
    {
        const double WheelBase = 1.41;
        const double FrontRadius = 0.300;
        double rake = StrictMath.Radians(25);
        Double3 axis = new(-StrictMath.Sin(rake), 0, StrictMath.Cos(rake));
        double unit = plan.Unit;
        return new TwoWheelerLayout
        {
            WheelBase = WheelBase,
            RearRadius = 0.315,
            FrontRadius = FrontRadius,
            // The axle stands 35 mm ahead of the steering axis.
            SteerPoint = new Double3(WheelBase, 0, FrontRadius) - 0.035 * new Double3(axis.Z, 0, -axis.X),
            SteerAxis = axis,
            LeftGrip = new Double3(0.93, 0.33, 1.075),
            // The seat's top is 0.82 m high; the sitting bones are below the hip joints.
            Hips = new Double3(0.27, 0, 0.825 + 0.082 * unit),
            Lean = StrictMath.Radians(17),
            Feet = new Double3(0.40, 0, 0.335),
            FeetHalf = 0.215,
            FootPitch = StrictMath.Radians(-4),
        };
    }

    private static ModelNode Node(string name, Double3 origin, Action<MeshBuilder> add, bool inBody = true)
    {
        MeshBuilder mesh = new() { Placement = new Pose(-origin, Rotation.Identity) };
        add(mesh);
        return mesh.BuildNode(name, inBody);
    }
}
