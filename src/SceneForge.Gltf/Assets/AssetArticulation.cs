using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Models;
using SceneForge.Gltf.Nodes;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>What carries a node of a model.</summary>
/// <param name="Follows">The file's node whose animated place it follows; -1: it keeps its pose.</param>
/// <param name="Wheel">Index of the wheel that it rolls with; -1: none.</param>
internal readonly record struct CarriedNode(int Follows, Pose Rest, int Wheel);

/// <summary>Places a file's nodes: wheels roll without slip and steer, the rest follows the file's animations.</summary>
internal sealed class AssetArticulation(ImportedModel imported, ImmutableArray<CarriedNode> nodes, ImmutableArray<PlacedWheel> wheels, Double3 origin)
    : IArticulation
{
    private readonly bool _follows = nodes.Any(n => n.Follows >= 0);

    public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode)
    {
        Pose[] rolled = new Pose[wheels.Length];
        for (int i = 0; i < rolled.Length; i++)
        {
            rolled[i] = Rolled(wheels[i], motion);
        }

        AffineMap[] world = _follows ? imported.Tree.WorldFromNode(motion) : [];
        Pose shift = new(-origin, Rotation.Identity);
        for (int i = 0; i < nodes.Length; i++)
        {
            CarriedNode node = nodes[i];
            Pose pose = node.Follows >= 0 ? Rigid(imported.ModelFromFile * world[node.Follows]) : node.Rest;
            modelFromNode[i] = shift * (node.Wheel >= 0 ? rolled[node.Wheel] * pose : pose);
        }
    }

    public double CycleLength(double speed) => imported.CycleLength(speed);

    // What a node's map distorts has its own deformation; an anchor needs the place alone.
    private static Pose Rigid(in AffineMap map) => RigidPart.Of(map)?.Pose ?? new Pose(map.Translation, Rotation.Identity);

    private static Pose Rolled(in PlacedWheel wheel, in MotionState motion)
    {
        // Whole turns are taken off first, so that the angle keeps its precision on long ways.
        double turns = motion.Distance / (2 * Math.PI * wheel.Radius);
        Rotation roll = wheel.Rolls ? Rotation.Around(Double3.UnitY, (turns - Math.Floor(turns)) * 2 * Math.PI) : Rotation.Identity;
        Rotation turn = wheel.Steers ? Rotation.Around(Double3.UnitZ, motion.Steer) * roll : roll;
        return new Pose(wheel.Center - turn.Apply(wheel.Center), turn);
    }
}
