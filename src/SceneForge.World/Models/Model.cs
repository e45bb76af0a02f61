using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>
/// An asset made of nodes, each rigid unless it says how it deforms. Model frame: x forward, y left, z up, origin on the ground: centre of the rear
/// axle for vehicles, between the feet for people and animals, centre of the footprint for everything else.
/// </summary>
public sealed record Model
{
    public required string Name { get; init; }

    /// <summary>Class in taxonomy.json.</summary>
    public required string Class { get; init; }

    public required ImmutableArray<ModelNode> Nodes { get; init; }

    /// <summary>Places the nodes for a state of motion.</summary>
    public required IArticulation Articulation { get; init; }

    public ImmutableArray<Lamp> Lamps { get; init; } = [];

    /// <summary>COCO's 17 person keypoints in its order, or empty.</summary>
    public ImmutableArray<Keypoint> Keypoints { get; init; } = [];

    /// <summary>Distance between the axles, metres; 0 where there are none.</summary>
    public double WheelBase { get; init; }

    /// <summary>
    /// The tight box of the body nodes' vertices in the model frame, for a state of motion: mirrors and antennae left out.
    /// </summary>
    public Box3 BodyBox(in MotionState motion)
    {
        MotionState state = motion;
        return BodyBox(PoseNodes(motion), node => Nodes[node].MeshAt(state));
    }

    /// <summary>The same for given node poses and shapes.</summary>
    /// <param name="mesh">Of a node, by its index.</param>
    public Box3 BodyBox(ReadOnlySpan<Pose> modelFromNode, Func<int, Mesh> mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        Box3 box = Box3.Empty;
        for (int i = 0; i < Nodes.Length; i++)
        {
            if (!Nodes[i].InBody)
            {
                continue;
            }

            foreach (System.Numerics.Vector3 position in mesh(i).Positions)
            {
                box = box.Include(modelFromNode[i].Apply(Double3.From(position)));
            }
        }

        return box;
    }

    /// <summary>Node poses for a state of motion.</summary>
    public Pose[] PoseNodes(in MotionState motion)
    {
        Pose[] poses = new Pose[Nodes.Length];
        Articulation.PoseNodes(motion, poses);
        return poses;
    }
}

/// <summary>A piece of a model, rigid unless it has a deformation.</summary>
/// <param name="Mesh">Where there is a deformation, the shape at rest that it starts from.</param>
/// <param name="Materials">One for each part of the mesh, in their order.</param>
/// <param name="InBody">Whether it counts for the body box (mirrors and antennae do not).</param>
/// <param name="Class">Class of its surface where it differs from the model's, such as <c>rider</c> on a bicycle.</param>
public sealed record ModelNode(string Name, Mesh Mesh, ImmutableArray<Material> Materials, bool InBody = true, string? Class = null)
{
    /// <summary>How the vertices move within the node's frame; null: they do not.</summary>
    public IDeformation? Deformation { get; init; }

    /// <summary>The mesh as a state of motion shapes it.</summary>
    public Mesh MeshAt(in MotionState motion) => Deformation is null ? Mesh : DeformedMesh.Make(Mesh, Deformation, motion);
}

/// <summary>A named point fixed to a node; on a deforming body to one that stands for a joint and has an empty mesh.</summary>
/// <param name="Position">In the node's frame, metres.</param>
public sealed record Keypoint(string Name, int Node, Double3 Position);
