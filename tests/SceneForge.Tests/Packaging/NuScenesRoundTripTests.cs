using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Packaging;

/// <summary>Every label in nuScenes' tables and files is the stored one, followed through the tables' keys.</summary>
public sealed class NuScenesRoundTripTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    // Sums with the map's offset, and products of two poses.
    private const double Rounding = 1e-9;

    // Places within 32 m are stored to 2 micrometres; the shift of one is computed to a tenth of that.
    private const double SinglePrecision = 5e-6;

    private const string Version = "v1.0-sceneforge";

    [Fact]
    public void Boxes_are_the_stored_ones_and_follow_each_other()
    {
        Tables tables = new(Path.Combine(fixture.Package("nuscenes"), "nuscenes"));
        int boxes = 0;
        foreach ((SourceSequence sequence, StoredFrame frame, JsonElement sample, Double3 offset) in Samples(tables))
        {
            Dictionary<int, JsonElement> found = tables.Of("sample_annotation").Where(a => Text(a, "sample_token") == Text(sample, "token"))
                .ToDictionary(a => tables.Get("instance", Text(a, "instance_token")).GetProperty("object_id").GetInt32());
            Assert.Equal(PackagingData.Objects.Select(o => o.Id), found.Keys.Order());
            foreach (StoredObject stored in frame.Objects)
            {
                JsonElement row = found[stored.Box.ObjectId];
                double[] rotation = Numbers(row, "rotation");
                Assert.InRange((Vector(row, "translation") - offset - stored.Box.WorldFromBox.Translation).Length, 0, Rounding);
                Assert.Equal(stored.Box.WorldFromBox.Rotation, new Rotation(rotation[0], rotation[1], rotation[2], rotation[3]));
                Assert.Equal([stored.Box.Size.Y, stored.Box.Size.X, stored.Box.Size.Z], Numbers(row, "size"));
                Assert.Equal(stored.Points.Values.Sum(), row.GetProperty("object_lidar_pts").GetInt32());
                Assert.Equal(sequence.Source.ClassById[stored.Box.ClassId]
                    .MapsTo.NuScenes, Text(tables.Get("category", Text(tables.Get("instance", Text(row, "instance_token")), "category_token")),
                    "name"));
                ObjectLabel[] seen = [.. frame.Cameras.SelectMany(c => c.Objects).Where(l => l.ObjectId == stored.Box.ObjectId)];
                double share = seen.Length == 0 ? 0 : (double)seen.Sum(l => l.VisiblePixels) / seen.Sum(l => l.AmodalPixels);
                Assert.Equal(share < 0.4 ? "1" : share < 0.6 ? "2" : share < 0.8 ? "3" : "4", Text(row, "visibility_token"));
                if (Text(row, "next") is { Length: > 0 } next)
                {
                    JsonElement after = tables.Get("sample_annotation", next);
                    Assert.Equal((Text(row, "token"), Text(row, "instance_token")), (Text(after, "prev"), Text(after, "instance_token")));
                    Assert.Equal(Text(sample, "next"), Text(after, "sample_token"));
                }

                boxes++;
            }
        }

        Assert.Equal(PackageFixture.Sequences * PackagingData.Frames * PackagingData.Objects.Length, boxes);
        string[] attributes = [.. tables.Of("sample_annotation").SelectMany(a => a.GetProperty("attribute_tokens").EnumerateArray())
            .Select(t => Text(tables.Get("attribute", t.GetString()!), "name")).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["cycle.with_rider", "pedestrian.moving", "vehicle.moving", "vehicle.parked"], attributes);
    }

    [Fact]
    public void Sensors_stand_where_the_store_has_them_and_their_files_hold_the_same()
    {
        string root = Path.Combine(fixture.Package("nuscenes"), "nuscenes");
        Tables tables = new(root);
        int compared = 0;
        foreach ((SourceSequence sequence, StoredFrame frame, JsonElement sample, Double3 offset) in Samples(tables))
        {
            Dictionary<string, JsonElement> data = tables.Of("sample_data").Where(d => Text(d, "sample_token") == Text(sample, "token"))
                .ToDictionary(d => Text(tables.Get("sensor", Text(tables.Get("calibrated_sensor", Text(d, "calibrated_sensor_token")),
                "sensor_token")), "channel"));
            Assert.Equal(4, data.Count);
            foreach (StoredPicture picture in frame.Cameras)
            {
                JsonElement row = data[picture.Camera];
                AssertPose(picture.WorldFromCamera, tables, row, offset);
                Assert.Equal(ChannelFiles.ReadRgb(sequence.Tables.PathOf(picture.Files["rgb"]), out _, out _),
                    ChannelFiles.ReadRgb(Path.Combine(root, Text(row, "filename")), out _, out _));
                compared++;
            }

            foreach (StoredSweep sweep in frame.Lidars)
            {
                JsonElement row = data[sweep.Lidar];
                AssertPose(sweep.WorldFromLidar, tables, row, offset);
                ComparePoints(sequence, frame.Frame, sweep, root, tables, row);
                compared++;
            }
        }

        Assert.Equal(PackageFixture.Sequences * PackagingData.Frames * 4, compared);
        Assert.Equal(2 * PackageFixture.Sequences * PackagingData.Frames, Directory.GetFiles(Path.Combine(root, "lidarseg", Version)).Length);
    }

    [Fact]
    public void Boxes_in_pictures_are_the_stored_ones()
    {
        string root = Path.Combine(fixture.Package("nuscenes"), "nuscenes");
        Tables tables = new(root);
        ILookup<(string, int), JsonElement> rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, Version, "image_annotations.json")))
            .RootElement.EnumerateArray()
            .ToLookup(r => (Text(r, "filename"), tables.Get("instance", Text(r, "instance_token")).GetProperty("object_id").GetInt32()));
        int compared = 0;
        foreach ((_, StoredFrame frame, JsonElement sample, _) in Samples(tables))
        {
            foreach (StoredPicture picture in frame.Cameras)
            {
                JsonElement data = tables.Of("sample_data").Single(d => Text(d, "sample_token") == Text(sample, "token")
                    && Text(d, "filename").Contains($"/{picture.Camera}/", StringComparison.Ordinal));
                foreach (ObjectLabel label in picture.Objects)
                {
                    JsonElement row = Assert.Single(rows[(Text(data, "filename"), label.ObjectId)]);
                    Box2 a = label.Amodal;
                    Box2 inImage = PackagingData.InImage(label);
                    Assert.Equal([inImage.XMin, inImage.YMin, inImage.XMax, inImage.YMax], Numbers(row, "bbox_corners"));
                    Assert.Equal([a.XMin, a.YMin, a.XMax, a.YMax], Numbers(row, "amodal_box"));
                    Assert.Equal(label.Visible is { } v
                        ? [v.XMin, v.YMin, v.XMax, v.YMax]
                        : null, row.TryGetProperty("visible_box", out _)
                        ? Numbers(row, "visible_box") : null);
                    Assert.Equal((label.VisiblePixels, label.AmodalPixels, label.Truncation),
                        (row.GetProperty("visible_pixels").GetInt32(), row.GetProperty("amodal_pixels").GetInt32(), row.GetProperty("truncation")
                        .GetDouble()));
                    Assert.Equal(Text(sample, "token"), Text(tables.Get("sample_annotation", Text(row, "sample_annotation_token")), "sample_token"));
                    compared++;
                }
            }
        }

        Assert.Equal(PackageFixture.Sequences * PackagingData.Frames * 2 * 6, compared);
    }

    [Fact]
    public void Frames_between_samples_become_sweeps()
    {
        string folder = fixture.NewFolder();
        PackagePlan plan = PackageFixture.Plan(fixture.Dataset);
        plan = plan with { Options = plan.Options.Add("nuscenes.keyframes", "2") };
        PackagedFormat packaged = new PackageJob(plan, ["nuscenes"], folder, 2).Run(() => { }, CancellationToken.None)[0];
        Assert.Contains(packaged.Dropped, d =>
            d.Key.StartsWith("frames between samples", StringComparison.Ordinal) && d.Value == PackageFixture.Sequences);
        Tables tables = new(Path.Combine(folder, "nuscenes"));
        Assert.Equal(2 * PackageFixture.Sequences, tables.Of("sample").Count);
        JsonElement[] sweeps = [.. tables.Of("sample_data").Where(d => !d.GetProperty("is_key_frame").GetBoolean())];
        Assert.Equal(4 * PackageFixture.Sequences, sweeps.Length);
        Assert.All(sweeps, s =>
        {
            Assert.StartsWith("sweeps/", Text(s, "filename"), StringComparison.Ordinal);
            Assert.True(tables.Get("sample", Text(s, "sample_token")).GetProperty("timestamp").GetInt64() > s.GetProperty("timestamp").GetInt64());
            Assert.Equal(Text(s, "token"), Text(tables.Get("sample_data", Text(s, "next")), "prev"));
        });
    }

    private static void AssertPose(Pose worldFromSensor, Tables tables, JsonElement data, Double3 offset)
    {
        Pose pose = PoseOf(tables.Get("ego_pose", Text(data, "ego_pose_token"))) * PoseOf(tables.Get("calibrated_sensor",
            Text(data, "calibrated_sensor_token")));
        foreach (Double3 p in (Double3[])[Double3.Zero, Double3.UnitX, Double3.UnitY, Double3.UnitZ])
        {
            Assert.InRange((pose.Apply(p) - offset - worldFromSensor.Apply(p)).Length, 0, Rounding);
        }
    }

    private static void ComparePoints(SourceSequence sequence, int frame, StoredSweep sweep, string root, Tables tables, JsonElement data)
    {
        LidarPoint[] stored = sequence.ReadPoints(sweep);
        Pose vehicleFromLidar = sequence.Tables.Lidars.Single(l => l.Name == sweep.Lidar).VehicleFromLidar;
        float[] cloud = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(root, Text(data, "filename")))).ToArray();
        byte[] segments = File.ReadAllBytes(Path.Combine(root, Text(tables.Get("lidarseg", Text(data, "token")), "filename")));
        ushort[] panoptic = Npz(Path.Combine(root, Text(tables.Get("panoptic", Text(data, "token")), "filename")));
        Assert.Equal((5 * stored.Length, stored.Length, stored.Length), (cloud.Length, segments.Length, panoptic.Length));
        Dictionary<int, string> names = tables.Of("category").ToDictionary(c => c.GetProperty("index").GetInt32(), c => Text(c, "name"));
        Dictionary<ushort, int> objects = [];
        for (int i = 0; i < stored.Length; i++)
        {
            LidarPoint p = stored[i];
            Assert.Equal((p.Intensity, (float)p.Ring), (cloud[5 * i + 3], cloud[5 * i + 4]));
            Double3 place = new(cloud[5 * i], cloud[5 * i + 1], cloud[5 * i + 2]);
            Assert.InRange((PackagingData.AtFrameTime(frame, vehicleFromLidar, p) - place).Length, 0, SinglePrecision);
            int classId = p.Instance == 0 ? p.Class : sequence.Tables.Objects.Single(o => o.Id == p.Instance).ClassId;
            Assert.Equal(p.Cause != PointCause.Surface || classId == 0
                ? "noise"
                : sequence.Source.ClassById[classId].MapsTo.NuScenes, names[segments[i]]);
            Assert.Equal(segments[i], panoptic[i] / 1000);
            if (p.Cause == PointCause.Surface && p.Instance != 0)
            {
                Assert.Equal(p.Instance, objects.TryGetValue(panoptic[i], out int id) ? id : objects[panoptic[i]] = p.Instance);
            }
        }

        Assert.Equal(stored.Where(p => p.Cause == PointCause.Surface && p.Instance != 0).Select(p => p.Instance).Distinct().Count(), objects.Count);
    }

    [Fact]
    public void Boxes_say_how_many_points_of_the_files_lie_in_them()
    {
        string root = Path.Combine(fixture.Package("nuscenes"), "nuscenes");
        Tables tables = new(root);
        ILookup<string, JsonElement> sweeps = tables.Of("sample_data")
            .Where(d => Text(d, "filename").EndsWith(".bin", StringComparison.Ordinal)).ToLookup(d => Text(d, "sample_token"));
        int inBoxes = 0;
        int boxes = 0;
        foreach (JsonElement annotation in tables.Of("sample_annotation"))
        {
            int inside = sweeps[Text(annotation, "sample_token")].Sum(data => PointsInBox(root, tables, data, annotation));
            Assert.Equal(inside, annotation.GetProperty("num_lidar_pts").GetInt32());
            inBoxes += inside;
            boxes++;
        }

        Assert.Equal(PackageFixture.Sequences * PackagingData.Frames * PackagingData.Objects.Length, boxes);
        Assert.InRange(inBoxes, 10, int.MaxValue);
    }

    // As nuscenes-devkit does: the box goes into the sensor's frame by the two tables, and the vector from one corner is held against the edges.
    private static int PointsInBox(string root, Tables tables, JsonElement data, JsonElement annotation)
    {
        Pose mapFromSensor = PoseOf(tables.Get("ego_pose", Text(data, "ego_pose_token"))) * PoseOf(tables.Get("calibrated_sensor",
            Text(data, "calibrated_sensor_token")));
        Pose box = mapFromSensor.Inverse() * PoseOf(annotation);
        Double3 size = Numbers(annotation, "size") is [var w, var l, var h] ? new Double3(l, w, h) : throw new FormatException("size");
        Double3 corner = box.Apply(-0.5 * size);
        Double3[] edges = [box.ApplyDirection(new Double3(size.X, 0, 0)), box.ApplyDirection(new Double3(0, size.Y, 0)),
            box.ApplyDirection(new Double3(0, 0, size.Z))];
        float[] cloud = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(root, Text(data, "filename")))).ToArray();
        return Enumerable.Range(0, cloud.Length / 5).Count(i => edges.All(edge =>
            Double3.Dot(new Double3(cloud[5 * i], cloud[5 * i + 1], cloud[5 * i + 2]) - corner, edge) is var along && along >= 0
            && along <= edge.LengthSquared));
    }

    private static ushort[] Npz(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using Stream entry = Assert.Single(zip.Entries, e => e.Name == "data.npy").Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        byte[] npy = bytes.ToArray();
        return MemoryMarshal.Cast<byte, ushort>(npy.AsSpan(10 + npy[8] + 256 * npy[9])).ToArray();
    }

    private IEnumerable<(SourceSequence Sequence, StoredFrame Frame, JsonElement Sample, Double3 Offset)> Samples(Tables tables)
    {
        DatasetSource source = DatasetSource.Open(fixture.Dataset);
        foreach (JsonElement scene in tables.Of("scene"))
        {
            SourceSequence sequence = source.OpenSequence(int.Parse(Text(scene, "name")[^6..], System.Globalization.CultureInfo.InvariantCulture));
            Double3 offset = Vector(tables.Get("log", Text(scene, "log_token")), "world_offset");
            string token = Text(scene, "first_sample_token");
            for (int frame = 0; frame < sequence.FrameCount; frame++)
            {
                JsonElement sample = tables.Get("sample", token);
                yield return (sequence, sequence.ReadFrame(frame), sample, offset);
                token = Text(sample, "next");
            }

            Assert.Empty(token);
        }
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static double[] Numbers(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static Double3 Vector(JsonElement row, string name) =>
        Numbers(row, name) is [var x, var y, var z] ? new Double3(x, y, z) : throw new FormatException(name);

    private static Pose PoseOf(JsonElement row) => new(Vector(row, "translation"),
        Numbers(row, "rotation") is [var w, var x, var y, var z] ? new Rotation(w, x, y, z) : throw new FormatException("rotation"));

    private sealed class Tables(string root)
    {
        private readonly Dictionary<string, Dictionary<string, JsonElement>> _tables = Directory.GetFiles(Path.Combine(root, Version), "*.json")
            .Where(f => Path.GetFileName(f) is not ("splits.json" or "image_annotations.json"))
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => JsonDocument.Parse(File.ReadAllText(f)).RootElement.EnumerateArray()
                .ToDictionary(r => r.GetProperty("token").GetString()!));

        public Dictionary<string, JsonElement>.ValueCollection Of(string table) => _tables[table].Values;

        public JsonElement Get(string table, string token) => _tables[table][token];
    }
}
