using System.Collections.Immutable;
using System.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.World.Assets.People.Clothes;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People;

/// <summary>Makes the nodes and keypoints of a person.</summary>
internal sealed class PersonBuilder
{
    private static readonly Material EyeWhite = new Material { Name = "eye", BaseColor = new Vector3(0.62f, 0.61f, 0.59f), Roughness = 0.25f,
        Porosity = 0 }.AsPigment();

    private readonly BodyPlan _plan;
    private readonly Outfit _outfit;
    private readonly BodyShape _body;
    private readonly HeadShape _head;

    public PersonBuilder(BodyPlan plan, Outfit outfit)
    {
        _plan = plan;
        _outfit = outfit;
        _body = new BodyShape(plan);
        _head = new HeadShape(plan);
        Skeleton = new Skeleton(plan);
    }

    public Skeleton Skeleton { get; }

    /// <summary>One node for each <see cref="BodyNode"/>, the skirt's only where one is worn.</summary>
    /// <param name="class">Class of the surfaces where it differs from the model's.</param>
    /// <param name="grip">How far the fingers are bent, 0 to 1.</param>
    public ImmutableArray<ModelNode> Nodes(string? @class = null, double grip = 0.15)
    {
        int count = _outfit.HasSkirt ? 21 : 19;
        return [.. Enumerable.Range(0, count).Select(i => Node((BodyNode)i, @class, grip))];
    }

    /// <summary>COCO's 17 in its order.</summary>
    /// <param name="first">Index of the pelvis among the model's nodes.</param>
    public ImmutableArray<Keypoint> Keypoints(int first = 0)
    {
        double l = _plan.Limb;
        ImmutableArray<Keypoint>.Builder list = ImmutableArray.CreateBuilder<Keypoint>(17);
        void Add(string name, BodyNode node, Double3 at) => list.Add(new Keypoint(name, first + (int)node, at - Skeleton[node]));
        void Pair(string name, BodyNode left, BodyNode right, Func<int, Double3> at)
        {
            Add("left_" + name, left, at(1));
            Add("right_" + name, right, at(-1));
        }

        Add("nose", BodyNode.Head, FaceShape.NoseTip(_head, _plan));
        Pair("eye", BodyNode.Head, BodyNode.Head, side => FaceShape.Eye(_head, _plan, side) + new Double3(0.09 * _plan.HeadHalfLength, 0, 0));
        Pair("ear", BodyNode.Head, BodyNode.Head, side => FaceShape.Ear(_head, _plan, side));
        // Joint centres, moved towards the side where they lie deeper in the body than annotators' marks.
        Pair("shoulder", BodyNode.Chest, BodyNode.Chest, side =>
            Skeleton[BodyNode.LeftUpperArm] with { Y = side * (_plan.ShoulderHalf + 0.008 * l) });
        Pair("elbow", BodyNode.LeftForearm, BodyNode.RightForearm, side => Skeleton[side > 0 ? BodyNode.LeftForearm : BodyNode.RightForearm]);
        Pair("wrist", BodyNode.LeftHand, BodyNode.RightHand, side => Skeleton[side > 0 ? BodyNode.LeftHand : BodyNode.RightHand]);
        Pair("hip", BodyNode.Pelvis, BodyNode.Pelvis, side => new Double3(0, side * (_plan.PelvisHalf - 0.045 * l), _plan.HipHeight));
        Pair("knee", BodyNode.LeftShank, BodyNode.RightShank, side =>
            Skeleton[side > 0 ? BodyNode.LeftShank : BodyNode.RightShank] + new Double3(0.012 * l, 0, 0));
        Pair("ankle", BodyNode.LeftFoot, BodyNode.RightFoot, side => Skeleton[side > 0 ? BodyNode.LeftFoot : BodyNode.RightFoot]);
        return list.MoveToImmutable();
    }

    /// <summary>One piece; parameters as for <see cref="Nodes"/>.</summary>
    public ModelNode Node(BodyNode node, string? @class = null, double grip = 0.15)
    {
        MeshBuilder mesh = new() { Placement = new Pose(-Skeleton[node], Rotation.Identity) };
        Add(mesh, node, grip);
        return mesh.BuildNode(char.ToLowerInvariant(node.ToString()[0]) + node.ToString()[1..], inBody: true, @class);
    }

    private void Add(MeshBuilder mesh, BodyNode node, double grip)
    {
        int side = node is BodyNode.RightUpperArm or BodyNode.RightForearm or BodyNode.RightHand or BodyNode.RightThigh or BodyNode.RightShank
            or BodyNode.RightFoot or BodyNode.RightToes ? -1 : 1;
        switch (node)
        {
            case BodyNode.Pelvis:
                TrunkShape.AddPelvis(mesh, _body, _plan, _outfit);
                break;
            case BodyNode.Abdomen:
                TrunkShape.AddAbdomen(mesh, _body, _plan, _outfit);
                break;
            case BodyNode.Chest:
                TrunkShape.AddChest(mesh, _body, _plan, _outfit);
                break;
            case BodyNode.Neck:
                _body.Neck().AddTo(mesh.Part("skin", _outfit.Skin), 14, 4, 0.01 * _plan.Unit, 0.02 * _plan.Unit);
                break;
            case BodyNode.Head:
                _head.AddTo(mesh.Part("skin", _outfit.Skin));
                FaceShape.AddTo(mesh, _head, _plan, _outfit.Skin, _outfit.Lips, _outfit.HairColor, EyeWhite, _outfit.Iris);
                HairShape.AddTo(mesh, _head, _plan, _outfit);
                break;
            case BodyNode.LeftUpperArm or BodyNode.RightUpperArm:
                LimbCover.AddUpperArm(mesh, _body, _plan, _outfit, side);
                break;
            case BodyNode.LeftForearm or BodyNode.RightForearm:
                LimbCover.AddForearm(mesh, _body, _plan, _outfit, side);
                break;
            case BodyNode.LeftHand or BodyNode.RightHand:
                HandShape.AddTo(_outfit.Gloves is { } gloves
                    ? mesh.Part("gloves", gloves)
                    : mesh.Part("skin", _outfit.Skin), _plan, Skeleton[node], side, grip);
                break;
            case BodyNode.LeftThigh or BodyNode.RightThigh:
                LimbCover.AddThigh(mesh, _body, _plan, _outfit, side);
                break;
            case BodyNode.LeftShank or BodyNode.RightShank:
                LimbCover.AddShank(mesh, _body, _plan, _outfit, side);
                break;
            case BodyNode.LeftFoot or BodyNode.RightFoot:
                ShoeShape.AddRear(mesh, _plan, _outfit, side);
                break;
            case BodyNode.LeftToes or BodyNode.RightToes:
                ShoeShape.AddToes(mesh, _plan, _outfit, side);
                break;
            default:
                SkirtShape.AddTo(mesh, _body, _plan, _outfit, node == BodyNode.SkirtFront);
                break;
        }
    }
}
