using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>A mesh of a world as a LiDAR's light meets it.</summary>
/// <param name="surfaces">One a mesh part.</param>
/// <param name="segments">Segment id of each part.</param>
/// <param name="snow">What lies on what faces upwards, or null.</param>
internal sealed class MetMesh(Mesh mesh, InfraredSurface[] surfaces, int[] segments, SnowCover? snow)
{
    // Made when the mesh is first met; two threads may find the same.
    private Facet[]? _facets;

    /// <summary>The surface of a triangle, its segment id, and the cosine of the angle between a direction and its normal, without sign.</summary>
    public (InfraredSurface Surface, ushort Segment, double Cosine) At(int triangle, in Rotation worldFromMesh, Double3 direction)
    {
        ref readonly Facet facet = ref (_facets ??= MeshFacets.Of(mesh))[triangle];
        double along = Double3.Dot(facet.Normal, worldFromMesh.Inverse().Apply(direction)) / facet.Length;
        double cosine = Math.Min(1, Math.Abs(along));
        InfraredSurface surface = surfaces[facet.Part];
        if (snow is not null)
        {
            // The side that the beam meets is the one that may face upwards.
            double up = worldFromMesh.Apply(facet.Normal).Z / facet.Length;
            surface = snow.Over(surface, along > 0 ? -up : up);
        }

        return (surface, (ushort)segments[facet.Part], cosine);
    }
}

/// <summary>What the meshes of a world are to one LiDAR's light. Thread-safe.</summary>
internal sealed class SweepSurfaces
{
    private readonly MetMesh[] _meshes;
    private readonly (ushort Instance, byte Class)[] _names;

    public SweepSurfaces(WorldTimeline timeline, double wavelength)
    {
        SnowCover? snow = timeline.Conditions.SnowCover > 0 ? new SnowCover(timeline.Conditions.SnowCover, wavelength) : null;
        Dictionary<Material, InfraredSurface> known = new(ReferenceEqualityComparer.Instance);
        _meshes = [.. timeline.Instances.Select(i => new MetMesh(i.Mesh, [.. i.Materials.Select(m =>
        {
            if (!known.TryGetValue(m, out InfraredSurface surface))
            {
                surface = InfraredSurface.Of(m, wavelength, timeline.Conditions.Wetness);
                known.Add(m, surface);
            }

            return surface;
        })], i.SegmentIds, snow))];
        HashSet<int> things = [.. timeline.Objects.Where(o => timeline.Taxonomy[o.Model.Class].IsThing).Select(o => o.Id)];
        _names = [.. timeline.Segments.Select(s => ((ushort)(things.Contains(s.ObjectId) ? s.ObjectId : 0), (byte)s.ClassId))];
    }

    /// <summary>An instance of the timeline.</summary>
    public MetMesh this[int instance] => _meshes[instance];

    /// <summary>Object id where the segment is a thing's, else 0; and its class. Of segment 0 both 0.</summary>
    public (ushort Instance, byte Class) Names(int segment) => _names[segment];
}
