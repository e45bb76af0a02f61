using System.Collections.Immutable;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>Lays out the meshes of a world and numbers its segments in the order of objects, nodes and parts.</summary>
internal static class SegmentTable
{
    public static (ImmutableArray<MeshInstance> Instances, ImmutableArray<Segment> Segments, int[] FirstInstance) Build(Taxonomy taxonomy,
        ImmutableArray<WorldObject> objects)
    {
        List<MeshInstance> instances = [];
        List<Segment> segments = [new Segment(0, 0, 0, "void")];
        int[] first = new int[objects.Length];
        for (int i = 0; i < objects.Length; i++)
        {
            WorldObject item = objects[i];
            first[i] = instances.Count;
            Dictionary<(string, int), int> known = [];
            for (int node = 0; node < item.Model.Nodes.Length; node++)
            {
                ModelNode n = item.Model.Nodes[node];
                int classId = taxonomy[n.Class ?? item.Model.Class].Id;
                bool isConstant = item.Track.IsConstant;
                int[] ids = new int[n.Mesh.Parts.Length];
                for (int part = 0; part < ids.Length; part++)
                {
                    (string, int) key = (n.Mesh.Parts[part].Name, classId);
                    if (!known.TryGetValue(key, out ids[part]))
                    {
                        ids[part] = segments.Count;
                        known.Add(key, ids[part]);
                        segments.Add(new Segment(ids[part], item.Id, classId, n.Mesh.Parts[part].Name));
                    }
                }

                instances.Add(new MeshInstance(i, node, isConstant ? ConstantShapes.Of(item, node) : n.Mesh, n.Materials, ids, isConstant,
                    !isConstant && n.Deformation is not null));
            }
        }

        if (segments.Count > ushort.MaxValue + 1)
        {
            throw new InvalidOperationException($"The world has {segments.Count} segments; a 16-bit channel holds 65535.");
        }

        return ([.. instances], [.. segments], first);
    }
}
