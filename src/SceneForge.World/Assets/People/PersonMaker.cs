using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Assets.People.Body;
using SceneForge.World.Assets.People.Clothes;
using SceneForge.World.Assets.People.Gait;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People;

/// <summary>Pedestrians: grown people of 1.55 to 1.95 m and children of 0.95 to 1.40 m, with a gait.</summary>
internal sealed class PersonMaker : IAssetMaker
{
    private const string Child = "pedestrian.child";

    public IReadOnlyList<string> Names { get; } = ["pedestrian.adult", Child];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool child = request.Name == Child;
        RandomStream body = request.Random.Child("body");
        bool female = body.NextInt(2) == 0;
        // Adults: means and deviations of NCD-RisC 2016, Europe; cut to the stated range.
        double drawn = child ? body.Uniform(0.95, 1.40) : Math.Clamp((female ? 1.66 : 1.79) + 0.068 * body.Normal(), 1.55, 1.95);
        double height = request.Height ?? drawn;
        Outfit outfit = Outfit.Draw(child, female, request.Random.Child("outfit"), request.Color);
        double build = BodyPlan.DrawBuild(child, request.Random.Child("build"));
        Manner manner = DrawManner(request.Random.Child("manner"));

        // Hair and knees that are not quite straight change the height; the stature is corrected until the body's box has it.
        BodyPlan plan = BodyPlan.Of(child, height, female, build);
        for (int i = 0; i < 5; i++)
        {
            double stands = StandingHeight(plan, outfit, manner);
            if (Math.Abs(stands - height) < 0.0002)
            {
                break;
            }

            plan = BodyPlan.Of(child, plan.Stature * height / stands, female, build);
        }

        PersonBuilder person = new(plan, outfit);
        return new Model
        {
            Name = request.Name,
            Class = child ? "child" : "pedestrian",
            Nodes = person.Nodes(),
            Keypoints = person.Keypoints(),
            Articulation = new GaitArticulation(plan, person.Skeleton, manner),
        };
    }

    // The soles are at height 0, so the head's highest point decides.
    private static double StandingHeight(BodyPlan plan, Outfit outfit, Manner manner)
    {
        PersonBuilder person = new(plan, outfit);
        Pose[] poses = new Pose[outfit.HasSkirt ? 21 : 19];
        new GaitArticulation(plan, person.Skeleton, manner).PoseNodes(default, poses);
        Pose head = poses[(int)BodyNode.Head];
        return person.Node(BodyNode.Head).Mesh.Positions.Max(p => head.Apply(Double3.From(p)).Z);
    }

    private static Manner DrawManner(RandomStream random) => new(
        ArmSwing: random.Uniform(0.75, 1.25),
        Lean: StrictMath.Radians(random.Uniform(-1, 2.5)),
        ToesOut: StrictMath.Radians(random.Uniform(3, 10)),
        HeadYaw: StrictMath.Radians(random.Uniform(-18, 18)),
        Weight: random.Uniform(-1, 1),
        Abduction: StrictMath.Radians(random.Uniform(6, 9)));
}
