using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SceneForge.Base.Input;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Ros2;

/// <summary>
/// A camera's messages. ROS, as OpenCV, has pixel (0, 0) at its centre where datasets have (0.5, 0.5): principal points and boxes are moved by half
/// a pixel.
/// </summary>
internal static class Ros2Pictures
{
    private const double HalfPixel = 0.5;
    private const ushort Far = ushort.MaxValue;

    /// <summary>A picture as it is stored.</summary>
    public static Ros2Message Compressed(SourceSequence sequence, StoredPicture picture, string channel, string topic, SyntheticMark mark)
    {
        using SourceFile file = SourceFile.Read(sequence, picture.Files[channel], mark);
        CdrWriter cdr = new((1 << 8) + file.Bytes.Count);
        cdr.Header(picture.TimeNs, Ros2Frames.Optical(picture.Camera)).Text("png").Octets(file.Bytes);
        return new Ros2Message($"/{picture.Camera}/{topic}/compressed", "sensor_msgs/CompressedImage", picture.TimeNs, cdr);
    }

    /// <summary>A picture's samples.</summary>
    public static Ros2Message Raw(SourceSequence sequence, StoredPicture picture, string channel, string topic)
    {
        string path = picture.Files[channel];
        byte[] file = sequence.ReadBytes(path);
        (byte[] samples, int width, int height, string encoding) = channel switch
        {
            "rgb" => (ChannelFiles.ReadRgb(file, path, out int w, out int h), w, h, "rgb8"),
            "semantic" => (ChannelFiles.ReadGray8(file, path, out int w, out int h), w, h, "mono8"),
            _ => (Bytes<ushort>(ChannelFiles.ReadGray16(file, path, out int w, out int h)), w, h, "mono16"),
        };
        return Image(picture, topic, samples, width, height, encoding);
    }

    /// <summary>Depth in metres (REP 118): inf where it is farther than stored, NaN where there is none.</summary>
    public static Ros2Message Depth(SourceSequence sequence, StoredPicture picture, CameraModel camera)
    {
        float[] depth;
        if (picture.Files.TryGetValue("depth_float32", out string? exact))
        {
            sequence.ReadBytes(exact);
            depth = [.. NpyArray.Read(sequence.Tables.PathOf(exact)).Select(d => d < 0 ? float.NaN : d)];
        }
        else
        {
            string path = picture.Files["depth"];
            depth = [.. ChannelFiles.ReadGray16(sequence.ReadBytes(path), path, out _, out _)
                .Select(d => d == 0 ? float.NaN : d == Far ? float.PositiveInfinity : d / DepthRows.UnitsPerMetre)];
        }

        return Image(picture, "depth/image", Bytes<float>(depth), camera.Width, camera.Height, "32FC1");
    }

    public static Ros2Message Info(StoredPicture picture, CameraSensor camera)
    {
        CameraModel m = camera.Model;
        DistortionModel distortion = Distortion(camera);
        (double cx, double cy) = (m.Cx - HalfPixel, m.Cy - HalfPixel);
        CdrWriter cdr = new();
        cdr.Header(picture.TimeNs, Ros2Frames.Optical(camera.Name)).U32(m.Height).U32(m.Width).Text(distortion.Name)
            .Sequence(distortion.Coefficients, c => cdr.F64(c));
        cdr.F64s(m.Fx, 0, cx, 0, m.Fy, cy, 0, 0, 1).F64s(1, 0, 0, 0, 1, 0, 0, 0, 1).F64s(m.Fx, 0, cx, 0, 0, m.Fy, cy, 0, 0, 0, 1, 0);
        // No binning, no region of interest.
        cdr.U32(0).U32(0).U32(0).U32(0).U32(0).U32(0).Flag(false);
        return new Ros2Message($"/{camera.Name}/camera_info", "sensor_msgs/CameraInfo", picture.TimeNs, cdr);
    }

    /// <summary>Boxes of visible pixels, with the 3D box in the optical frame as the hypothesis's pose.</summary>
    public static Ros2Message Detections(StoredPicture picture, Func<int, DatasetClass> classOf)
    {
        string frame = Ros2Frames.Optical(picture.Camera);
        ObjectLabel[] seen = [.. picture.Objects.Where(o => o.Visible is not null)];
        CdrWriter cdr = new();
        cdr.Header(picture.TimeNs, frame).Sequence(seen, o =>
        {
            Box2 box = o.Visible!.Value;
            cdr.Header(picture.TimeNs, frame);
            Ros2Boxes.Hypothesis(cdr, classOf(o.ClassId).Name, o.CameraFromBox);
            cdr.F64s((box.XMin + box.XMax) / 2 - HalfPixel, (box.YMin + box.YMax) / 2 - HalfPixel, 0, box.XMax - box.XMin, box.YMax - box.YMin)
                .Text(Ros2Boxes.Id(o.ObjectId));
        });
        return new Ros2Message($"/{picture.Camera}/detections", "vision_msgs/Detection2DArray", picture.TimeNs, cdr);
    }

    private static Ros2Message Image(StoredPicture picture, string topic, ReadOnlySpan<byte> samples, int width, int height, string encoding)
    {
        CdrWriter cdr = new((1 << 8) + samples.Length);
        cdr.Header(picture.TimeNs, Ros2Frames.Optical(picture.Camera)).U32(height).U32(width).Text(encoding).U8(0).U32(samples.Length / height)
            .Octets(samples);
        return new Ros2Message($"/{picture.Camera}/{topic}", "sensor_msgs/Image", picture.TimeNs, cdr);
    }

    private static byte[] Bytes<T>(T[] values)
        where T : struct => BitConverter.IsLittleEndian
        ? [.. MemoryMarshal.AsBytes<T>(values)]
        : throw new PlatformNotSupportedException("Pictures are written on little-endian machines only.");

    // sensor_msgs names the fisheye of Kannala and Brandt "equidistant".
    private static DistortionModel Distortion(CameraSensor camera) => camera.Model.Lens switch
    {
        null => new DistortionModel("plumb_bob", [0, 0, 0, 0, 0]),
        { Ros: { Name: "kannala_brandt" } fisheye } => fisheye with { Name = "equidistant" },
        { Ros: { } known } => known,
        { } lens => throw new InputException(new InputError("rig.json", 0, 0, "/cameras",
            $"ROS has no distortion model for the lens \"{lens.Name}\" of {camera.Name}.", "Leave the format ros2 out.")),
    };
}
