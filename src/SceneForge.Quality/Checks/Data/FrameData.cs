using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Data;

/// <summary>A stored frame with what its sensors decoded to.</summary>
public sealed class FrameData(SequenceTables tables, StoredFrame frame, ImmutableArray<PictureData> pictures)
{
    private GroundMap? _ground;

    public SequenceTables Tables { get; } = tables;

    public StoredFrame Frame { get; } = frame;

    /// <summary>Pictures that can be read.</summary>
    public ImmutableArray<PictureData> Pictures { get; } = pictures;

    /// <summary>Heights of the ground where a picture shows it.</summary>
    public GroundMap Ground => _ground ??= GroundMap.Of(Pictures);

    /// <summary>Boxes of the things around and of the vehicle that carries the sensors.</summary>
    public IEnumerable<ObjectBox> Bodies =>
        Carrier is { } carrier ? Frame.Objects.Select(o => o.Box).Prepend(carrier) : Frame.Objects.Select(o => o.Box);

    private ObjectBox? Carrier => Tables.Sequence.Carrier is { } box && Tables.Sequence.Objects.Length > 0
        ? new ObjectBox(Tables.Sequence.Objects[0].Id, Tables.Sequence.Objects[0].Name, Tables.Sequence.Objects[0]
            .ClassId, Frame.WorldFromVehicle * box.VehicleFromBox, box.Size, 0)
        : null;
}
