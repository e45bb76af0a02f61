using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>
/// Everything that belongs to a scene and never changes its place or shape, under one tree: rays need not be taken into the frame of each mesh. Built
/// once for a scene, whatever its variations' actors do.
/// </summary>
internal sealed class StillWorld
{
    private readonly WorldObject[] _objects;

    private StillWorld(WorldObject[] objects, Double3 origin, TriangleTree tree, (int Item, int Triangle)[] triangles)
    {
        _objects = objects;
        Origin = origin;
        Tree = tree;
        Triangles = triangles;
    }

    /// <summary>The tree's origin in the world.</summary>
    public Double3 Origin { get; }

    public TriangleTree Tree { get; }

    /// <summary>Of each triangle of the tree: which of the still meshes, counted over all objects in their order, and its triangle there.</summary>
    public (int Item, int Triangle)[] Triangles { get; }

    /// <summary>What of a world is gathered here.</summary>
    public static bool Holds(WorldObject item) => item.Track.IsConstant && item.Id >= WorldObject.FirstSceneId;

    public bool IsOf(WorldTimeline timeline) => timeline.Objects.Where(Holds).SequenceEqual(_objects, ReferenceEqualityComparer.Instance);

    public static StillWorld Build(WorldTimeline timeline, int jobs)
    {
        WorldSnapshot snapshot = timeline.At(0);
        WorldObject[] objects = [.. timeline.Objects.Where(Holds)];
        Double3 origin = objects.Length == 0 ? Double3.Zero : objects[0].Track.PoseAt(0).Translation;
        List<Vector3> corners = [];
        List<(int, int)> triangles = [];
        int item = 0;
        for (int i = 0; i < timeline.Instances.Length; i++)
        {
            if (!Holds(timeline.Objects[timeline.Instances[i].Object]))
            {
                continue;
            }

            Mesh mesh = timeline.Instances[i].Mesh;
            Pose pose = snapshot.WorldFromInstance[i];
            Vector3[] placed = [.. mesh.Positions.Select(p => (pose.Apply(Double3.From(p)) - origin).ToSingle())];
            foreach (int index in mesh.Indices)
            {
                corners.Add(placed[index]);
            }

            for (int t = 0; t < mesh.TriangleCount; t++)
            {
                triangles.Add((item, t));
            }

            item++;
        }

        return new StillWorld(objects, origin, TriangleTree.Build(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(corners), jobs),
            [.. triangles]);
    }
}
