using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;

namespace SceneForge.Gltf.Nodes;

/// <summary>Where some nodes of a file are in the model's axes: joints of a skin, or a node that carries a mesh.</summary>
internal sealed class NodePoses(NodeTree tree, AffineMap modelFromFile, ImmutableArray<int> nodes) : IJointPoses
{
    public int Count => nodes.Length;

    public void Pose(in MotionState motion, Span<AffineMap> meshFromJoint)
    {
        AffineMap[] world = tree.WorldFromNode(motion);
        for (int i = 0; i < nodes.Length; i++)
        {
            meshFromJoint[i] = modelFromFile * world[nodes[i]];
        }
    }
}
