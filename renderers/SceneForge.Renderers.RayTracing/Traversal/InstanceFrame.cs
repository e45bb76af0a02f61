using System.Numerics;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>A mesh placed in a scene: takes rays from the scene's frame (axes of the world, origin of the scene) to the mesh's.</summary>
internal readonly struct InstanceFrame
{
    private readonly Vector3 _x;
    private readonly Vector3 _y;
    private readonly Vector3 _z;
    private readonly Vector3 _translation;

    /// <param name="tree">Null for meshes that rays meet through another tree.</param>
    public InstanceFrame(Mesh mesh, TriangleTree? tree, Pose sceneFromMesh)
    {
        Mesh = mesh;
        Tree = tree;
        MeshFromScene = sceneFromMesh.Inverse();
        Double3 a = MeshFromScene.Rotation.Apply(Double3.UnitX);
        Double3 b = MeshFromScene.Rotation.Apply(Double3.UnitY);
        Double3 c = MeshFromScene.Rotation.Apply(Double3.UnitZ);
        _x = new Double3(a.X, b.X, c.X).ToSingle();
        _y = new Double3(a.Y, b.Y, c.Y).ToSingle();
        _z = new Double3(a.Z, b.Z, c.Z).ToSingle();
        _translation = MeshFromScene.Translation.ToSingle();
    }

    public Mesh Mesh { get; }

    public Pose MeshFromScene { get; }

    public TriangleTree? Tree { get; }

    /// <summary>Improves the hits of some rays of a packet in the scene's frame; returns whether there was anything to meet.</summary>
    /// <param name="instance">Number that the hits get.</param>
    public unsafe bool Nearest(PacketScratch* scratch, uint lanes, int instance)
    {
        scratch->Local = ToMesh(scratch->Packet);
        RayBundle* bundle = &scratch->LocalBundle;
        BundleBounds* bounds = &scratch->LocalBounds;
        TriangleLeaf leaf = new(Tree!.Packs.Items, bundle, bounds, &scratch->Hits, instance);
        while (lanes != 0)
        {
            bundle->Take(&scratch->Local, lanes);
            lanes &= ~bundle->Lanes;
            PacketHits others = scratch->Hits;
            scratch->Hits.Mask(bundle->Lanes);
            bounds->Surround(bundle, Tree.Reach);
            bounds->EndAt(bundle, scratch->Hits.T);
            PacketTraversal.Walk(Tree.Nodes.Items, bundle, bounds, &scratch->Hits, ref leaf);
            scratch->Hits.Restore(bundle->Lanes, others);
        }

        return true;
    }

    /// <summary>Rows of the turn from scene to mesh, and what is added after it.</summary>
    public (Vector3 X, Vector3 Y, Vector3 Z, Vector3 Translation) ToMeshRows => (_x, _y, _z, _translation);

    public LocalRay ToMesh(in Ray ray) => new(Turn(ray.Origin) + _translation, Turn(ray.Direction), ray.MinT);

    /// <summary>
    /// The distance of a hit in double precision, on the plane of its triangle: in single precision a grazing ray's error grows with
    /// 1 / sin of the grazing angle. Held within the triangle's own extent along the ray, where rounding let it pass just outside.
    /// </summary>
    public float Refine(in Ray ray, int triangle, float t)
    {
        int[] indices = Mesh.Indices;
        Vector3[] positions = Mesh.Positions;
        return Refine(
            ray,
            Double3.From(positions[indices[3 * triangle]]),
            Double3.From(positions[indices[3 * triangle + 1]]),
            Double3.From(positions[indices[3 * triangle + 2]]),
            t);
    }

    /// <summary>The same on a triangle of the mesh's frame.</summary>
    public float Refine(in Ray ray, in Double3 cornerA, in Double3 cornerB, in Double3 cornerC, float t)
    {
        Double3 origin = MeshFromScene.Apply(Double3.From(ray.Origin));
        Double3 direction = MeshFromScene.ApplyDirection(Double3.From(ray.Direction));
        Double3 a = cornerA - origin;
        Double3 b = cornerB - origin;
        Double3 c = cornerC - origin;
        Double3 normal = Double3.Cross(b - a, c - a);
        double exact = Double3.Dot(normal, a) / Double3.Dot(normal, direction);
        double squared = direction.LengthSquared;
        double ta = Double3.Dot(a, direction) / squared;
        double tb = Double3.Dot(b, direction) / squared;
        double tc = Double3.Dot(c, direction) / squared;
        bool inside = exact >= Math.Min(ta, Math.Min(tb, tc)) && exact <= Math.Max(ta, Math.Max(tb, tc));
        return inside ? (float)exact : t;
    }

    // Written out, because the order in which the built-in dot product adds depends on the processor.
    private Vector3 Turn(Vector3 v) => new(
        _x.X * v.X + _x.Y * v.Y + _x.Z * v.Z,
        _y.X * v.X + _y.Y * v.Y + _y.Z * v.Z,
        _z.X * v.X + _z.Y * v.Y + _z.Z * v.Z);

    private RayPacket ToMesh(in RayPacket packet) => packet with
    {
        OriginX = Turn(_x, packet.OriginX, packet.OriginY, packet.OriginZ) + Vector512.Create(_translation.X),
        OriginY = Turn(_y, packet.OriginX, packet.OriginY, packet.OriginZ) + Vector512.Create(_translation.Y),
        OriginZ = Turn(_z, packet.OriginX, packet.OriginY, packet.OriginZ) + Vector512.Create(_translation.Z),
        DirectionX = Turn(_x, packet.DirectionX, packet.DirectionY, packet.DirectionZ),
        DirectionY = Turn(_y, packet.DirectionX, packet.DirectionY, packet.DirectionZ),
        DirectionZ = Turn(_z, packet.DirectionX, packet.DirectionY, packet.DirectionZ),
    };

    private static Vector512<float> Turn(Vector3 row, Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        row.X * x + row.Y * y + row.Z * z;

    /// <summary>What a mesh at a pose takes in, in the scene's frame; the empty box where the mesh is empty.</summary>
    public static Bounds BoundsOf(Mesh mesh, Pose sceneFromMesh) => BoundsOf(mesh.Bounds, sceneFromMesh);

    /// <summary>What a box at a pose takes in; the empty box where it is empty.</summary>
    public static Bounds BoundsOf(Box3 box, Pose sceneFromMesh)
    {
        if (box.IsEmpty)
        {
            return Bounds.Empty;
        }

        Box3 turned = Box3.Empty;
        for (int i = 0; i < 8; i++)
        {
            turned = turned.Include(sceneFromMesh.Apply(new Double3(
                (i & 1) == 0 ? box.Min.X : box.Max.X,
                (i & 2) == 0 ? box.Min.Y : box.Max.Y,
                (i & 4) == 0 ? box.Min.Z : box.Max.Z)));
        }

        return new Bounds(turned.Min.ToSingle(), turned.Max.ToSingle());
    }
}
