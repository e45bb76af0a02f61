using System.Numerics;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>
/// Fits the boxes of a mesh's tree around other shapes of the mesh, leaves first (Lauterbach et al. 2006): far less work than a new tree, and as good
/// as long as what lies together stays together.
/// </summary>
internal static unsafe class TreeRefit
{
    /// <summary>The tree around one shape.</summary>
    public static TriangleTree Of(TriangleTree tree, Mesh shape)
    {
        AlignedArray<TrianglePack> packs = Packs(tree, shape);
        return new TriangleTree(Nodes(tree, packs, packs), packs, ReachOf(shape));
    }

    /// <summary>The tree's leaves with the vertices of a shape.</summary>
    public static AlignedArray<TrianglePack> Packs(TriangleTree tree, Mesh shape)
    {
        AlignedArray<TrianglePack> packs = new(tree.Packs);
        for (int i = 0; i < packs.Count; i++)
        {
            float* corners = (float*)(packs.Items + i);
            int* triangles = (int*)&packs.Items[i].Triangle;
            for (int lane = 0; lane < TrianglePack.Width; lane++)
            {
                for (int corner = 0; corner < 3 && triangles[lane] != int.MaxValue; corner++)
                {
                    Vector3 v = shape.Positions[shape.Indices[3 * triangles[lane] + corner]];
                    corners[(3 * corner) * TrianglePack.Width + lane] = v.X;
                    corners[(3 * corner + 1) * TrianglePack.Width + lane] = v.Y;
                    corners[(3 * corner + 2) * TrianglePack.Width + lane] = v.Z;
                }
            }
        }

        return packs;
    }

    /// <summary>The tree's nodes around what its leaves hold at both ends of a straight way, and so at any place of it.</summary>
    public static AlignedArray<WideNode> Nodes(TriangleTree tree, AlignedArray<TrianglePack> before, AlignedArray<TrianglePack> after)
    {
        Bounds[] leaves = new Bounds[before.Count];
        float reach = 0;
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = BoundsOf(before.Items + i).Include(BoundsOf(after.Items + i));
            reach = Math.Max(reach, leaves[i].Reach);
        }

        float padding = TriangleTree.Padding(reach);
        AlignedArray<WideNode> nodes = new(tree.Nodes);
        Bounds[] boxes = new Bounds[nodes.Count];

        // Children stand behind their parents.
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            boxes[i] = Bounds.Empty;
            WideNode node = nodes.Items[i];
            for (int place = 0; place < WideNode.Width; place++)
            {
                if (IsFree(node, place))
                {
                    continue;
                }

                int child = node.Child[place];
                Bounds box = child < 0 ? leaves[~child] : boxes[child];
                boxes[i] = boxes[i].Include(box);
                node = node.With(place, box.Padded(padding), child);
            }

            nodes.Items[i] = node;
        }

        return nodes;
    }

    public static float ReachOf(Mesh shape)
    {
        Vector3 reach = Vector3.Zero;
        foreach (Vector3 position in shape.Positions)
        {
            reach = Vector3.Max(reach, Vector3.Abs(position));
        }

        return Math.Max(reach.X, Math.Max(reach.Y, reach.Z));
    }

    private static bool IsFree(in WideNode node, int place) => node.MinX[place] > node.MaxX[place];

    private static Bounds BoundsOf(TrianglePack* pack)
    {
        float* corners = (float*)pack;
        int* triangles = (int*)&pack->Triangle;
        Bounds box = Bounds.Empty;
        for (int lane = 0; lane < TrianglePack.Width; lane++)
        {
            for (int corner = 0; corner < 3 && triangles[lane] != int.MaxValue; corner++)
            {
                box = box.Include(new Vector3(corners[3 * corner * TrianglePack.Width + lane], corners[(3 * corner + 1) * TrianglePack.Width + lane],
                    corners[(3 * corner + 2) * TrianglePack.Width + lane]));
            }
        }

        return box;
    }
}
