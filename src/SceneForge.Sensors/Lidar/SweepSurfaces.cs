using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>What the meshes of a world are to one LiDAR's light.</summary>
internal sealed class SweepSurfaces
{
    private readonly WorldTimeline _timeline;
    private readonly InfraredSurface[][] _byInstance;
    private readonly HashSet<int> _things;

    public SweepSurfaces(WorldTimeline timeline, double wavelength)
    {
        _timeline = timeline;
        Dictionary<Material, InfraredSurface> known = new(ReferenceEqualityComparer.Instance);
        _byInstance = [.. timeline.Instances.Select(i => i.Materials.Select(m =>
        {
            if (!known.TryGetValue(m, out InfraredSurface surface))
            {
                surface = InfraredSurface.Of(m, wavelength, timeline.Conditions.Wetness);
                known.Add(m, surface);
            }

            return surface;
        }).ToArray())];
        _things = [.. timeline.Objects.Where(o => timeline.Taxonomy[o.Model.Class].IsThing).Select(o => o.Id)];
    }

    /// <summary>The surface of a triangle and its segment id.</summary>
    public (InfraredSurface Surface, ushort Segment) At(int instance, int triangle)
    {
        MeshInstance placed = _timeline.Instances[instance];
        MeshPart[] parts = placed.Mesh.Parts;
        int part = 0;
        int high = parts.Length - 1;
        while (part < high)
        {
            int middle = (part + high + 1) / 2;
            (part, high) = parts[middle].FirstTriangle <= triangle ? (middle, high) : (part, middle - 1);
        }

        return (_byInstance[instance][part], (ushort)placed.SegmentIds[part]);
    }

    /// <summary>Object id where the segment is a thing's, else 0; and its class.</summary>
    public (ushort Instance, byte Class) Names(int segment)
    {
        Segment s = _timeline.Segments[segment];
        return ((ushort)(_things.Contains(s.ObjectId) ? s.ObjectId : 0), (byte)s.ClassId);
    }

    /// <summary>Cosine of the angle between a direction and a triangle's normal, without sign.</summary>
    public double Cosine(int instance, int triangle, in Pose worldFromInstance, Double3 direction)
    {
        Mesh mesh = _timeline.Instances[instance].Mesh;
        Double3 a = Double3.From(mesh.Positions[mesh.Indices[3 * triangle]]);
        Double3 b = Double3.From(mesh.Positions[mesh.Indices[3 * triangle + 1]]);
        Double3 c = Double3.From(mesh.Positions[mesh.Indices[3 * triangle + 2]]);
        Double3 normal = Double3.Cross(b - a, c - a);
        Double3 inMesh = worldFromInstance.Rotation.Inverse().Apply(direction);
        return Math.Min(1, Math.Abs(Double3.Dot(normal, inMesh)) / Math.Sqrt(normal.LengthSquared));
    }
}
