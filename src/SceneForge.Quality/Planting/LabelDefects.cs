using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Planting;

/// <summary>
/// Defects that need no renderer: pure functions from a stored frame to one with one thing wrong, and nothing else changed. The caller
/// chooses the host and how far, by the draw's random numbers.
/// </summary>
public static class LabelDefects
{
    /// <summary>The objects of a picture that are seen well enough to host a defect, in the order of the labels.</summary>
    /// <param name="leastPixels">Fewest visible pixels.</param>
    public static IEnumerable<ObjectLabel> Hosts(StoredPicture picture, int leastPixels)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Objects.Where(o => o.Visible is not null && o.VisiblePixels >= leastPixels);
    }

    /// <summary>One camera's boxes of an object, 2D and 3D alike, stand beside it; a picture's own pixels stay.</summary>
    /// <param name="share">How far, in widths of the visible box, to the right; negative to the left.</param>
    /// <param name="focalLength">Of the camera, pixels: by it the 3D box moves as far at its distance.</param>
    public static PlantedFrame ShiftedBox(StoredFrame frame, string camera, int objectId, double share, double focalLength)
    {
        ArgumentNullException.ThrowIfNull(frame);
        StoredPicture picture = frame.Cameras.Single(c => c.Camera == camera);
        ObjectLabel label = picture.Objects.Single(o => o.ObjectId == objectId);
        Box2 visible = label.Visible ?? throw new ArgumentException($"Object {objectId} is not visible.", nameof(objectId));
        double pixels = Math.Round(share * (visible.XMax - visible.XMin), MidpointRounding.AwayFromZero);
        Double3 aside = new(pixels / focalLength * label.CameraFromBox.Translation.Z, 0, 0);
        ObjectLabel shifted = label with
        {
            Visible = Shift(visible, pixels),
            Amodal = Shift(label.Amodal, pixels),
            CameraFromBox = label.CameraFromBox with { Translation = label.CameraFromBox.Translation + aside },
            WorldFromBox = label.WorldFromBox with { Translation = label.WorldFromBox.Translation + picture.WorldFromCamera.ApplyDirection(aside) },
        };
        StoredPicture altered = picture with { Objects = picture.Objects.Replace(label, shifted) };
        return new PlantedFrame(frame with { Cameras = frame.Cameras.Replace(picture, altered) }, "box_shifted",
            new DefectPlace(camera, objectId, Place(Union(visible, Shift(visible, pixels)))), Visibility(label));
    }

    /// <summary>An object bears another class, in every sensor.</summary>
    public static PlantedFrame SwappedClass(StoredFrame frame, string camera, int objectId, int classId)
    {
        ObjectLabel seen = Seen(frame, camera, objectId);
        if (seen.ClassId == classId)
        {
            throw new ArgumentException("The object has this class already.", nameof(classId));
        }

        return new PlantedFrame(
            frame with
            {
                Cameras = [.. frame.Cameras.Select(c => c with { Objects =
                    [.. c.Objects.Select(o => o.ObjectId == objectId ? o with { ClassId = classId } : o)] })],
                Objects = [.. frame.Objects.Select(o => o.Box.ObjectId == objectId ? o with { Box = o.Box with { ClassId = classId } } : o)],
            },
            "class_wrong",
            new DefectPlace(null, objectId),
            Visibility(seen));
    }

    /// <summary>An object that is there has no label, in any sensor. Nobody can name its id, so its box says where it is.</summary>
    public static PlantedFrame MissingInstance(StoredFrame frame, string camera, int objectId)
    {
        ObjectLabel seen = Seen(frame, camera, objectId);
        return new PlantedFrame(
            frame with
            {
                Cameras = [.. frame.Cameras.Select(c => c with { Objects = c.Objects.RemoveAll(o => o.ObjectId == objectId) })],
                Objects = frame.Objects.RemoveAll(o => o.Box.ObjectId == objectId),
            },
            "instance_missing",
            new DefectPlace(camera, objectId, Place(seen.Visible!.Value)),
            Visibility(seen));
    }

    /// <summary>The labels are those of another frame of the sequence; pictures, times and poses of the sensors stay.</summary>
    public static PlantedFrame LateLabels(StoredFrame frame, StoredFrame other)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(other);
        return new PlantedFrame(
            frame with
            {
                Cameras = [.. frame.Cameras.Select(c => c with { Objects = other.Cameras.Single(o => o.Camera == c.Camera).Objects })],
                Objects = [.. other.Objects],
            },
            "label_late",
            DefectPlace.WholeFrame,
            1);
    }

    /// <summary>A LiDAR's pose is turned about its own vertical axis, so that its points lie beside the picture.</summary>
    /// <param name="yaw">Radians.</param>
    public static PlantedFrame MisalignedLidar(StoredFrame frame, string lidar, double yaw)
    {
        ArgumentNullException.ThrowIfNull(frame);
        StoredSweep sweep = frame.Lidars.Single(l => l.Lidar == lidar);
        StoredSweep turned = sweep with { WorldFromLidar = sweep.WorldFromLidar * Pose.At(0, 0, 0, yaw) };
        return new PlantedFrame(frame with { Lidars = frame.Lidars.Replace(sweep, turned) }, "lidar_misaligned", DefectPlace.WholeFrame, 1);
    }

    /// <summary>
    /// Stored depth (1/256 m) with a wrong unit: every value times the scale, to nearest, ties to even; what was or becomes too far is 65535, and
    /// nothing becomes 0, as in docs/dataset.md.
    /// </summary>
    public static ushort[] ScaledDepth(ReadOnlySpan<ushort> depth, double scale)
    {
        ushort[] scaled = new ushort[depth.Length];
        for (int i = 0; i < depth.Length; i++)
        {
            scaled[i] = depth[i] == ushort.MaxValue ? ushort.MaxValue : (ushort)Math.Clamp(Math.Round(depth[i] * scale), 1, ushort.MaxValue);
        }

        return scaled;
    }

    private static ObjectLabel Seen(StoredFrame frame, string camera, int objectId)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectLabel seen = frame.Cameras.Single(c => c.Camera == camera).Objects.Single(o => o.ObjectId == objectId);
        return seen.Visible is null ? throw new ArgumentException($"Object {objectId} is not visible.", nameof(objectId)) : seen;
    }

    private static double Visibility(ObjectLabel label) =>
        label.AmodalPixels == 0 ? 0 : Math.Min(1, (double)label.VisiblePixels / label.AmodalPixels);

    private static Box2 Shift(Box2 box, double pixels) => box with { XMin = box.XMin + pixels, XMax = box.XMax + pixels };

    private static Box2 Union(Box2 a, Box2 b) =>
        new(Math.Min(a.XMin, b.XMin), Math.Min(a.YMin, b.YMin), Math.Max(a.XMax, b.XMax), Math.Max(a.YMax, b.YMax));

    private static PixelBox Place(Box2 box) => new(box.XMin, box.YMin, box.XMax, box.YMax);
}
