using System.Text;
using System.Text.Json;
using SceneForge.Frames.Png;
using SceneForge.Frames.Storage;
using SceneForge.Base.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Report.Sweeps;

/// <summary>
/// Writes a sweep for the page: a script of one call, since a page opened from a file may load scripts but read no other files.
/// It holds the points in the vehicle's frame at the frame's time, to the centimetre, and where each stands in each picture, to a
/// quarter of a pixel, through the camera's own lens. docs/dataset.md does not list it: it is for the page alone (Page/sweeps.js reads it).
/// One preview serves one thread.
/// </summary>
internal sealed class SweepPreview(SequenceReader sequence, CarrierPath path)
{
    public const double PointStep = 0.01;
    public const double PixelStep = 0.25;

    /// <summary>Intensity that takes the last colour; the scale is logarithmic, see <see cref="IntensityByte"/>.</summary>
    public const double FullIntensity = 32;
    public const double IntensityKnee = 50;

    // The vehicle moves a few millimetres meanwhile.
    private const int PoseReachNs = 100_000;

    private readonly PlaneDeflater _deflater = new();

    /// <summary>The script's text; damaged points throw what <see cref="PointFile.Read"/> throws.</summary>
    /// <param name="key">By which the page asks for it.</param>
    public byte[] Script(string key, StoredFrame frame, StoredSweep sweep)
    {
        LidarPoint[] points = ByRing(PointFile.Read(sequence.PathOf(sweep.File)));
        Double3[] inWorld = Places(sweep, points);
        Pose vehicleFromWorld = path.At(frame.TimeNs).Inverse();
        PointPlanes planes = new();
        Double3[] inVehicle = [.. inWorld.Select(vehicleFromWorld.Apply)];
        planes.AddSteps([.. inVehicle.Select(p => PointPlanes.Quantise(p.X, PointStep))]);
        planes.AddSteps([.. inVehicle.Select(p => PointPlanes.Quantise(p.Y, PointStep))]);
        planes.AddSteps([.. inVehicle.Select(p => PointPlanes.Quantise(p.Z, PointStep))]);
        planes.AddSteps([.. points.Select(p => (int)p.Instance)]);
        planes.AddDifferences([.. points.Select(p => IntensityByte(p.Intensity))]);
        planes.AddDifferences([.. points.Select(p => p.Class)]);
        planes.AddDifferences([.. points.Select(p => (byte)Math.Min((int)p.Ring, byte.MaxValue))]);
        planes.AddDifferences([.. points.Select(p => (byte)((int)p.Cause | (p.Return << 4)))]);
        int[] seen = [.. sequence.Rig.Cameras.Select(camera => AddView(planes, camera.Model,
            frame.Cameras.FirstOrDefault(c => c.Camera == camera.Name), inWorld))];

        using MemoryStream script = new();
        script.Write("sweep("u8);
        using (Utf8JsonWriter json = new(script))
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteNumber("points", points.Length);
            json.WriteStartArray("seen");
            Array.ForEach(seen, json.WriteNumberValue);
            json.WriteEndArray();
            SweepBoxes.Write(json, frame, sweep.Lidar, vehicleFromWorld);
            json.WriteEndObject();
        }

        script.Write(Encoding.ASCII.GetBytes($",\"{Convert.ToBase64String(_deflater.Pack(planes.All).Span)}\");\n"));
        return script.ToArray();
    }

    /// <summary>0 to 255: logarithmic above 1 / <see cref="IntensityKnee"/>, linear below.</summary>
    public static byte IntensityByte(double intensity)
    {
        double share = StrictMath.Log(1 + IntensityKnee * Math.Max(0, intensity)) / StrictMath.Log(1 + IntensityKnee * FullIntensity);
        return (byte)Math.Round(255 * Math.Min(1, share));
    }

    // Neighbours of one laser lie next to each other in space, which packs well.
    private static LidarPoint[] ByRing(LidarPoint[] points)
    {
        long[] keys = [.. points.Select((p, i) => ((long)p.Ring << 32) | (uint)i)];
        Array.Sort(keys);
        return [.. keys.Select(k => points[(int)(uint)k])];
    }

    private Double3[] Places(StoredSweep sweep, LidarPoint[] points)
    {
        StoredLidar lidar = sequence.Lidars.First(l => l.Name == sweep.Lidar);
        Dictionary<int, Pose> poses = [];
        Double3[] places = new Double3[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            int slot = lidar.Compensated ? 0 : (int)Math.Floor((double)points[i].TimeOffsetNs / PoseReachNs);
            if (!poses.TryGetValue(slot, out Pose worldFromLidar))
            {
                worldFromLidar = lidar.Compensated
                    ? sweep.WorldFromLidar
                    : path.At(sweep.TimeNs + slot * (long)PoseReachNs + PoseReachNs / 2) * lidar.VehicleFromLidar;
                poses.Add(slot, worldFromLidar);
            }

            places[i] = worldFromLidar.Apply(new Double3(points[i].X, points[i].Y, points[i].Z));
        }

        return places;
    }

    /// <summary>Adds which points a picture shows or hides behind others, and where; returns their number.</summary>
    private static int AddView(PointPlanes planes, CameraModel camera, StoredPicture? picture, Double3[] inWorld)
    {
        byte[] isIn = new byte[inWorld.Length];
        List<int> us = [];
        List<int> vs = [];
        Pose cameraFromWorld = picture?.WorldFromCamera.Inverse() ?? Pose.Identity;
        for (int i = 0; i < inWorld.Length && picture is not null; i++)
        {
            if (camera.TryProject(cameraFromWorld.Apply(inWorld[i]), out double u, out double v) && u >= 0 && v >= 0 && u < camera.Width
                && v < camera.Height)
            {
                isIn[i] = 1;
                us.Add(PointPlanes.Quantise(u, PixelStep));
                vs.Add(PointPlanes.Quantise(v, PixelStep));
            }
        }

        planes.AddDifferences(isIn);
        planes.AddSteps([.. us]);
        planes.AddSteps([.. vs]);
        return us.Count;
    }
}
