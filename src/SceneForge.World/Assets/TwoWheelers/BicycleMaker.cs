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

/// <summary>City bicycles with 28 inch wheels and an upright rider.</summary>
internal sealed class BicycleMaker : IAssetMaker
{
    private const double WheelRadius = 0.345;
    private static readonly string[] Paints = ["#1c1d20", "#24405e", "#7b1f22", "#2f5d46", "#c9c4b4", "#8aa6a3", "#d9822b", "#3b3f45"];

    public IReadOnlyList<string> Names { get; } = ["bicycle.city"];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RiderDraw draw = RiderDraw.Of(request);
        RandomStream random = request.Random.Child("bicycle");
        string paint = request.Color ?? Paints[random.NextInt(Paints.Length)];
        bool stepThrough = draw.Female || random.NextInt(3) == 0;
        Material seat = random.NextInt(2) == 0 ? Finish.Leather : Finish.Tan;
        Outfit outfit = draw.Outfit with
        {
            Hair = random.NextInt(2) == 0 ? HairStyle.CycleHelmet : draw.Outfit.Hair,
            Legs = draw.Outfit.HasSkirt ? LegGarment.Jeans : draw.Outfit.Legs,
        };
        return draw.Fit(request.Height, plan => Build(plan, outfit, Finish.Paint(paint), seat, stepThrough));
    }

    private static Model Build(BodyPlan plan, Outfit outfit, Material paint, Material seat, bool stepThrough)
    {
        PersonBuilder person = new(plan, outfit);
        (TwoWheelerLayout layout, Double3 saddle) = Fit(plan, person.Skeleton);
        RiderPose rider = new(layout, plan, person.Skeleton);
        BicycleParts parts = new(layout, saddle, stepThrough, paint, seat);
        TwoWheelerArticulation articulation = new(layout, rider);
        ImmutableArray<ModelNode> nodes =
        [
            Node("frame", Double3.Zero, parts.AddFrame),
            Node("rearWheel", Double3.Zero, m => BicycleParts.AddWheel(m, WheelRadius)),
            Node("fork", layout.SteerPoint, parts.AddFork),
            Node("frontWheel", Double3.Zero, m => BicycleParts.AddWheel(m, WheelRadius)),
            Node("cranks", Double3.Zero, parts.AddCranks),
            Node("leftPedal", Double3.Zero, BicycleParts.AddPedal),
            Node("rightPedal", Double3.Zero, BicycleParts.AddPedal),
            .. person.Nodes("rider", grip: 0.85),
        ];
        return new Model
        {
            Name = "bicycle.city",
            Class = "bicycle",
            Nodes = nodes,
            Articulation = articulation,
            Keypoints = person.Keypoints(articulation.FirstRiderNode),
            WheelBase = layout.WheelBase,
            // A dynamo lamp of 50 lux at 10 m (StVZO, TA 23).
            Lamps = [new Lamp(LampChannel.LowBeam, TwoWheelerArticulation.Fork, parts.HeadLamp - layout.SteerPoint, new Double3(0.9976, 0, -0.0698),
                new Vector3(5000f, 4900f, 4600f), StrictMath.Radians(4), StrictMath.Radians(24))],
        };
    }

    // The saddle stands where the leg is nearly straight at the pedal's lowest point.
    private static (TwoWheelerLayout Layout, Double3 Saddle) Fit(BodyPlan plan, Skeleton skeleton)
    {
        double frame = Math.Clamp(plan.Stature / 1.75, 0.9, 1.1);
        Double3 bottom = new(0.45, 0, 0.285);
        double head = StrictMath.Radians(69);
        Double3 axis = new(-StrictMath.Cos(head), 0, StrictMath.Sin(head));
        double wheelBase = 1.04 + 0.06 * frame;
        Double3 seatLine = new(-StrictMath.Cos(StrictMath.Radians(70)), 0, StrictMath.Sin(StrictMath.Radians(70)));
        TwoWheelerLayout layout = new()
        {
            WheelBase = wheelBase,
            RearRadius = WheelRadius,
            FrontRadius = WheelRadius,
            SteerPoint = new Double3(wheelBase, 0, WheelRadius) - 0.06 * new Double3(axis.Z, 0, -axis.X),
            SteerAxis = axis,
            LeftGrip = new Double3(0.60 * frame, 0.27, 1.055 + 0.30 * (frame - 1)),
            Hips = default,
            Lean = StrictMath.Radians(16),
            Feet = bottom,
            FeetHalf = 0.125,
            Crank = 0.17,
            Development = 5.4,
            FootPitch = StrictMath.Radians(-10),
        };
        double reach = 0.965 * (skeleton.Thigh + skeleton.Shank);
        double low = 0.3;
        double high = 1.2;
        for (int i = 0; i < 30; i++)
        {
            double middle = 0.5 * (low + high);
            Double3 hip = bottom + seatLine * middle + new Double3(0, plan.HipHalf, 0);
            RiderPose rider = new(layout, plan, skeleton);
            double longest = Enumerable.Range(0, 36).Max(k => (rider.Ankle(1, Math.PI * k / 18) - hip).Length);
            (low, high) = longest < reach ? (middle, high) : (low, middle);
        }

        Double3 hips = bottom + seatLine * low;
        // The sitting bones are below the hip joints.
        Double3 saddle = hips + new Double3(0.015, 0, -0.072 * plan.Unit);
        Double3 grip = layout.LeftGrip with { X = hips.X + 0.40 * plan.Unit, Z = Math.Max(layout.LeftGrip.Z, saddle.Z + 0.13) };
        return (layout with { Hips = hips, LeftGrip = grip }, saddle);
    }

    private static ModelNode Node(string name, Double3 origin, Action<MeshBuilder> add)
    {
        MeshBuilder mesh = new() { Placement = new Pose(-origin, Rotation.Identity) };
        add(mesh);
        return mesh.BuildNode(name);
    }
}
