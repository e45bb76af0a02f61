using System.Globalization;
using System.Runtime.InteropServices;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Packaging;

/// <summary>Every label in KITTI's files is the stored one, read back by the rules of KITTI's development kit.</summary>
public sealed class KittiRoundTripTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    // A dozen products of 64-bit numbers below a few hundred metres.
    private const double Rounding = 1e-10;

    // Places within 32 m are stored to 2 micrometres; the shift of one is computed to a tenth of that.
    private const double SinglePrecision = 5e-6;

    [Fact]
    public void Labels_are_the_stored_ones()
    {
        int lines = 0;
        int regions = 0;
        foreach ((string training, JsonNode row, SourceSequence sequence, StoredPicture picture, _) in Pictures())
        {
            string[][] read = [.. File.ReadAllLines(Path.Combine(training, "label_2", row.Get("index").AsString() + ".txt"))
                .Select(l => l.Split(' '))];
            ObjectLabel[] written = [.. row.Get("objects").Items().Select(id => picture.Objects.Single(o => o.ObjectId == id.AsInteger()))];
            Assert.Equal(picture.Objects.Count(o => o.Visible is not null || sequence.Source.ClassById[o.ClassId].MapsTo.Kitti is not null),
                read.Length);
            foreach ((string[] line, ObjectLabel label) in read.Zip(written))
            {
                double[] n = [.. line.Skip(1).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
                if (sequence.Source.ClassById[label.ClassId].MapsTo.Kitti is not { } type)
                {
                    Assert.Equal(("DontCare", -1.0, label.Visible), (line[0], n[0], new Box2(n[3], n[4], n[5], n[6])));
                    regions++;
                    continue;
                }

                Assert.Equal((type, label.Truncation), (line[0], n[0]));
                Assert.Equal(label.VisiblePixels == 0 ? 3 : label.Occlusion <= 0.1 ? 0 : label.Occlusion <= 0.5 ? 1 : 2, n[1]);
                Assert.Equal(PackagingData.InImage(label), new Box2(n[3], n[4], n[5], n[6]));
                Assert.Equal(label.Size, new Double3(n[9], n[8], n[7]));

                // Up from the bottom by half the height is the centre; turned around y by rotation_y, the camera's x axis lies along the box in
                // the ground plan.
                Double3 up = label.CameraFromBox.ApplyDirection(Double3.UnitZ);
                Assert.InRange((new Double3(n[10], n[11], n[12]) + up * (n[7] / 2) - label.CameraFromBox.Translation).Length, 0, Rounding);
                Double3 along = label.CameraFromBox.ApplyDirection(Double3.UnitX);
                Assert.InRange(Math.Abs(Math.Cos(n[13]) * along.Z + Math.Sin(n[13]) * along.X), 0, Rounding);
                Assert.True(Math.Cos(n[13]) * along.X - Math.Sin(n[13]) * along.Z > 0);
                Assert.InRange(Math.Abs(Math.IEEERemainder(n[2] + Math.Atan2(n[10], n[12]) - n[13], 2 * Math.PI)), 0, Rounding);
                lines++;
            }
        }

        int pictures = PackageFixture.Sequences * PackagingData.Frames * PackagingData.Rig.Cameras.Length;
        Assert.Equal((5 * pictures, pictures), (lines, regions));
    }

    [Fact]
    public void Points_and_calibration_put_every_point_where_the_store_has_it()
    {
        int points = 0;
        foreach ((string training, JsonNode row, SourceSequence sequence, StoredPicture picture, StoredFrame frame) in Pictures())
        {
            string index = row.Get("index").AsString();
            Dictionary<string, double[]> calib = File.ReadAllLines(Path.Combine(training, "calib", index + ".txt")).Where(l => l.Length > 0)
                .ToDictionary(l => l.Split(": ")[0], l => l.Split(": ")[1].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))
                    .ToArray());
            var camera = sequence.Tables.Rig.Cameras.Single(c => c.Name == picture.Camera).Model;
            Assert.Equal([camera.Fx, 0, camera.Cx, 0, 0, camera.Fy, camera.Cy, 0, 0, 0, 1, 0], calib["P2"]);
            LidarPoint[] stored = sequence.ReadPoints(frame.Lidars[0]);
            float[] cloud = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(training, "velodyne", index + ".bin"))).ToArray();
            int[] times = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(training, "velodyne_times", index + ".bin"))).ToArray();
            Assert.Equal((4 * stored.Length, stored.Length), (cloud.Length, times.Length));
            Pose vehicleFromLidar = sequence.Tables.Lidars[0].VehicleFromLidar;
            for (int i = 0; i < stored.Length; i++)
            {
                Assert.Equal((stored[i].Intensity, stored[i].TimeOffsetNs), (cloud[4 * i + 3], times[i]));
                Double3 p = new(cloud[4 * i], cloud[4 * i + 1], cloud[4 * i + 2]);
                Assert.InRange((PackagingData.AtFrameTime(frame.Frame, vehicleFromLidar, stored[i]) - p).Length, 0, SinglePrecision);
                Double3 inCamera = picture.WorldFromCamera.Inverse().Apply(frame.Lidars[0].WorldFromLidar.Apply(p));
                Double3 inVehicle = vehicleFromLidar.Apply(p);
                Assert.InRange((Apply(calib["Tr_velo_to_cam"], p) - inCamera).Length, 0, Rounding);
                Assert.InRange((Apply(calib["Tr_imu_to_velo"], inVehicle) - p).Length, 0, Rounding);
                points++;
            }
        }

        Assert.True(points > 700);
    }

    [Fact]
    public void Pictures_depth_and_flow_have_the_stored_pixels()
    {
        int compared = 0;
        foreach ((string training, JsonNode row, SourceSequence sequence, StoredPicture picture, _) in Pictures())
        {
            string index = row.Get("index").AsString() + ".png";
            string Stored(string channel) => sequence.Tables.PathOf(picture.Files[channel]);
            Assert.Equal(ChannelFiles.ReadRgb(Stored("rgb"), out _, out _),
                ChannelFiles.ReadRgb(Path.Combine(training, "image_2", index), out _, out _));
            Assert.Equal(ChannelFiles.ReadFlow(Stored("flow"), out _, out _),
                ChannelFiles.ReadFlow(Path.Combine(training, "flow_2", index), out _, out _));
            ushort[] depth = ChannelFiles.ReadGray16(Stored("depth"), out _, out _);
            Assert.Contains(ushort.MaxValue, depth);
            Assert.Equal(depth.Select(d => d == ushort.MaxValue ? (ushort)0 : d),
                ChannelFiles.ReadGray16(Path.Combine(training, "depth_2", index), out _, out _));
            compared++;
        }

        Assert.Equal(18, compared);
    }

    private IEnumerable<(string Training, JsonNode Row, SourceSequence Sequence, StoredPicture Picture, StoredFrame Frame)> Pictures()
    {
        string package = Path.Combine(fixture.Package("kitti"), "kitti");
        DatasetSource source = DatasetSource.Open(fixture.Dataset);
        foreach (string line in File.ReadAllLines(Path.Combine(package, "mapping.jsonl")))
        {
            JsonNode row = JsonFile.Parse("mapping.jsonl", line);
            SourceSequence sequence = source.OpenSequence(row.Get("sequence").AsInteger());
            StoredFrame frame = sequence.ReadFrame(row.Get("frame").AsInteger());
            yield return (Path.Combine(package, "training"), row, sequence, frame.Cameras.Single(c => c.Camera == row.Get("camera").AsString()),
                frame);
        }
    }

    private static Double3 Apply(double[] m, Double3 p) =>
        new(m[0] * p.X + m[1] * p.Y + m[2] * p.Z + m[3], m[4] * p.X + m[5] * p.Y + m[6] * p.Z + m[7], m[8] * p.X + m[9] * p.Y + m[10] * p.Z + m[11]);
}
