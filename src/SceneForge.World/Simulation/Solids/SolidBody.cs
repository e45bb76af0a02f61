using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation.Solids;

/// <summary>A body that others cannot pass through: an oriented box, or, of what is built, its triangles.</summary>
internal sealed class SolidBody
{
    // Bodies may touch: boxes hold mirrors, arms and bags.
    private const double Touch = 0.05;
    private const double TouchOfWalkers = 0.15;

    // Kerbs, steps and low plinths are walked over, metres.
    private const double Step = 0.25;

    private readonly WorldObject _object;
    private readonly ClassSupport _support;
    private readonly Box3 _box;
    private readonly double _radius;
    private readonly bool _isNothing;
    private Triangle[]? _triangles;
    private Pose _pose;
    private Double3 _middle;

    public SolidBody(WorldObject item, ClassSupport support)
    {
        (_object, _support) = (item, support);
        if (IsSoft)
        {
            return;
        }

        Box3 body = IsBuilt ? BoundsOf(item.Model) : item.Model.BodyBox(default);
        _isNothing = body.IsEmpty;
        if (_isNothing)
        {
            return;
        }

        double touch = Math.Min(support == ClassSupport.Walks ? TouchOfWalkers : Touch, 0.4 * Math.Min(body.Size.X, body.Size.Y));
        double low = Math.Min(support == ClassSupport.Fixed ? 0 : Step, 0.4 * body.Size.Z);
        _box = new Box3(body.Min + new Double3(touch, touch, low), body.Max - new Double3(touch, touch, Math.Min(Touch, 0.1 * body.Size.Z)));
        _radius = (_box.Max - _box.Min).Length / 2;
        MoveTo(0);
    }

    // Leaves give way; the ground is no obstacle, and balls roll where they like.
    private bool IsSoft => _support is ClassSupport.Ground or ClassSupport.Rolls or ClassSupport.Rides or ClassSupport.Floats
        || _object.Model.Class == "vegetation";

    private bool IsBuilt => _support == ClassSupport.Fixed && !IsSoft;

    public void MoveTo(long timeNs)
    {
        _pose = _object.Track.PoseAt(timeNs);
        _middle = _pose.Apply(_box.Center);
    }

    public bool Near(SolidBody other) => !IsSoft && !_isNothing && !other.IsSoft && !other._isNothing
        && (_middle - other._middle).Length < _radius + other._radius;

    public bool Meets(SolidBody other)
    {
        if (other.IsBuilt || IsBuilt)
        {
            (SolidBody box, SolidBody built) = other.IsBuilt ? (this, other) : (other, this);
            Pose boxFromWorld = box._pose.Inverse();
            built._triangles ??= [.. TrianglesOf(built._object)];
            return Array.Exists(built._triangles, t => t.Near(box._middle, box._radius) && t.Meets(box._box, boxFromWorld));
        }

        double top = _pose.Translation.Z + _box.Max.Z;
        double otherTop = other._pose.Translation.Z + other._box.Max.Z;
        return _pose.Translation.Z + _box.Min.Z < otherTop && other._pose.Translation.Z + other._box.Min.Z < top
            && Footprint.Of(_box, _pose).Overlaps(Footprint.Of(other._box, other._pose));
    }

    // Not so tight as the box of its vertices, and quickly found.
    private static Box3 BoundsOf(Model model)
    {
        Box3 box = Box3.Empty;
        Pose[] nodes = model.PoseNodes(default);
        for (int n = 0; n < nodes.Length; n++)
        {
            box = model.Nodes[n].InBody ? box.Include(model.Nodes[n].Mesh.Bounds.Around(nodes[n])) : box;
        }

        return box;
    }

    private static IEnumerable<Triangle> TrianglesOf(WorldObject item)
    {
        Pose[] nodes = item.Model.PoseNodes(default);
        Pose worldFromObject = item.Track.PoseAt(0);
        for (int n = 0; n < nodes.Length; n++)
        {
            ModelNode node = item.Model.Nodes[n];
            if (!node.InBody)
            {
                continue;
            }

            Pose worldFromNode = worldFromObject * nodes[n];
            Mesh mesh = node.Mesh;
            for (int i = 0; i + 2 < mesh.Indices.Length; i += 3)
            {
                yield return new Triangle(Vertex(i), Vertex(i + 1), Vertex(i + 2));
            }

            Double3 Vertex(int i) => worldFromNode.Apply(Double3.From(mesh.Positions[mesh.Indices[i]]));
        }
    }
}
