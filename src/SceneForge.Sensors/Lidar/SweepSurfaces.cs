using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>A part of a mesh as a LiDAR's light meets it.</summary>
/// <param name="Segment">Segment id.</param>
internal readonly record struct MetPart(InfraredSurface Surface, ushort Segment);

/// <summary>A mesh of a world as a LiDAR's light meets it.</summary>
/// <param name="parts">One a mesh part.</param>
/// <param name="worldFromMesh">Null where it moves.</param>
/// <param name="deforms">Whether facets turn within the mesh.</param>
internal sealed class MetMesh(Mesh mesh, MetPart[] parts, RotationMatrix? worldFromMesh, bool deforms)
{
    public readonly bool Deforms = deforms;

    public readonly bool IsStatic = worldFromMesh is not null;

    /// <summary>Of a static mesh.</summary>
    public readonly RotationMatrix WorldFromMesh = worldFromMesh ?? default;

    public readonly MetPart[] Parts = parts;

    // Made when the mesh is first met; two threads may find the same.
    private Facet[]? _facets;

    /// <summary>One a triangle; of what deforms, as at rest.</summary>
    public Facet[] Facets => _facets ??= MeshFacets.Of(mesh);
}

/// <summary>What the meshes of a world are to one LiDAR's light. Thread-safe.</summary>
internal sealed class SweepSurfaces
{
    private readonly MetMesh[] _meshes;
    private readonly (ushort Instance, byte Class)[] _names;

    public SweepSurfaces(WorldTimeline timeline, double wavelength)
    {
        Snow = timeline.Conditions.SnowCover > 0 ? new SnowCover(timeline.Conditions.SnowCover, wavelength) : null;
        Dictionary<Material, InfraredSurface> known = new(ReferenceEqualityComparer.Instance);
        WorldSnapshot start = timeline.At(0);
        _meshes = [.. timeline.Instances.Select((instance, index) => new MetMesh(
            instance.Mesh,
            [.. instance.Materials.Select((m, part) => new MetPart(Of(m), (ushort)instance.SegmentIds[part]))],
            instance.IsStatic ? RotationMatrix.Of(start.WorldFromInstance[index].Rotation) : null,
            instance.Deforms))];
        HashSet<int> things = [.. timeline.Objects.Where(o => timeline.Taxonomy[o.Model.Class].IsThing).Select(o => o.Id)];
        _names = [.. timeline.Segments.Select(s => ((ushort)(things.Contains(s.ObjectId) ? s.ObjectId : 0), (byte)s.ClassId))];

        InfraredSurface Of(Material material)
        {
            if (!known.TryGetValue(material, out InfraredSurface surface))
            {
                surface = InfraredSurface.Of(material, wavelength, timeline.Conditions.Wetness);
                known.Add(material, surface);
            }

            return surface;
        }
    }

    /// <summary>What lies on all that faces upwards, or null.</summary>
    public SnowCover? Snow { get; }

    /// <summary>An instance of the timeline.</summary>
    public MetMesh this[int instance] => _meshes[instance];

    /// <summary>Object id where the segment is a thing's, else 0; and its class. Of segment 0 both 0.</summary>
    public (ushort Instance, byte Class) Names(int segment) => _names[segment];
}
