using System.IO.Compression;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Inspection;
using SceneForge.Quality.Report;
using SceneForge.Quality.Report.Sweeps;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Frames;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Report;

public sealed class SweepPreviewTests : IDisposable
{
    // In the sensor frame; the vehicle drives along x by 1 m a second.
    private static readonly LidarPoint[] Points =
    [
        At(0.55f, 0, 0.5f, ring: 1, timeNs: 40_000_000), At(0.6f, -0.1f, 0.25f, ring: 0, timeNs: -40_000_000) with { Intensity = 2, Class = 13,
            Instance = 40_005, Return = 2 },
        At(30, -20, 5, ring: 1, timeNs: 0) with { Cause = PointCause.Rain, Class = 0 }, At(-50, 7.126f, -1.5f, ring: 0, timeNs: 0),
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("sweeps").FullName;

    public SweepPreviewTests() => SampleFrames.WriteDataset(_root, _ => Points);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Points_lie_in_the_vehicle_frame_of_the_frames_time_and_where_the_pictures_show_them()
    {
        SequenceReader sequence = DatasetReader.Open(_root).OpenSequence(0);
        (JObject meta, byte[] planes) = Unpack(Inspect(parallelism: 1)[1]);
        Planes reader = new(planes);
        int n = (int)meta["points"]!;
        Assert.Equal(Points.Length, n);
        int[] x = reader.Steps(n);
        int[] y = reader.Steps(n);
        int[] z = reader.Steps(n);
        int[] objects = reader.Steps(n);
        byte[] intensity = reader.Differences(n);
        byte[] classes = reader.Differences(n);
        byte[] rings = reader.Differences(n);
        byte[] causes = reader.Differences(n);
        LidarPoint[] expected = [.. Points.OrderBy(p => p.Ring)];
        Double3[] inWorld = [.. expected.Select(p => new Double3(p.X + 1 + 1 + p.TimeOffsetNs * 1e-9, p.Y, p.Z + 1.8))];
        for (int i = 0; i < n; i++)
        {
            // Half a centimetre of rounding, and what the vehicle moves in half a tenth of a millisecond.
            Assert.Equal(inWorld[i].X - 1, x[i] * 0.01, 0.0051);
            Assert.Equal(inWorld[i].Y, y[i] * 0.01, 0.0051);
            Assert.Equal(inWorld[i].Z, z[i] * 0.01, 0.0051);
            Assert.Equal(expected[i].Instance, (ushort)objects[i]);
            Assert.Equal(SweepPreview.IntensityByte(expected[i].Intensity), intensity[i]);
            Assert.Equal((expected[i].Class, (byte)expected[i].Ring, (int)expected[i].Cause | (expected[i].Return << 4)),
                (classes[i], rings[i], causes[i]));
        }

        int shown = 0;
        for (int camera = 0; camera < 2; camera++)
        {
            int seen = (int)meta["seen"]![camera]!;
            byte[] isIn = reader.Differences(n);
            int[] u = reader.Steps(seen);
            int[] v = reader.Steps(seen);
            CameraModel model = sequence.Rig.Cameras[camera].Model;
            Pose cameraFromWorld = sequence.ReadFrame(1).Cameras[camera].WorldFromCamera.Inverse();
            for (int i = 0, k = 0; i < n; i++)
            {
                bool isSeen = model.TryProject(cameraFromWorld.Apply(inWorld[i]), out double exactU, out double exactV) && exactU >= 0 && exactV >= 0
                    && exactU < model.Width && exactV < model.Height;
                Assert.Equal(isSeen, isIn[i] == 1);
                if (isSeen)
                {
                    // An eighth of a pixel of rounding.
                    Assert.Equal(exactU, u[k] * 0.25, 0.13);
                    Assert.Equal(exactV, v[k++] * 0.25, 0.13);
                    shown++;
                }
            }
        }

        Assert.True(shown >= 3, $"{shown} points show");
        JToken box = meta["boxes"]!.Single();
        Assert.Equal((5, 13), ((int)box["id"]!, (int)box["class"]!));
        Assert.Equal([0.25, 0, 0], box["ahead"]!.Select(a => (double)a));
    }

    [Fact]
    public void Scripts_are_the_same_bytes_for_any_number_of_threads()
    {
        string[] one = Inspect(parallelism: 1);
        Assert.Equal(2, one.Length);
        Assert.Equal(one, Inspect(parallelism: 2));
    }

    [Fact]
    public void Intensity_bytes_rise_with_intensity()
    {
        byte[] bytes = [.. new[] { -1, 0, 0.05, 0.1, 0.3, 0.8, 2, 10, SweepPreview.FullIntensity, 1e6 }.Select(SweepPreview.IntensityByte)];
        Assert.Equal(bytes.Order(), bytes);
        Assert.Equal((0, 0, 255, 255), (bytes[0], bytes[1], bytes[^2], bytes[^1]));
        Assert.True(bytes[4] > bytes[3] + 20);
    }

    [Fact]
    public void A_steadily_braking_vehicle_is_between_frames_where_it_was()
    {
        static Pose Place(double t) => new(new Double3(10 * t - 3 * t * t, 0.5 * t, 0), Rotation.Around(Double3.UnitZ, 0.3 * t));
        CarrierPath path = new([.. Enumerable.Range(0, 5).Select(i => i == 2 ? null : new StoredFrame(i, i * 200_000_000L, Place(0.2 * i), [], [],
            []))]);
        foreach (long timeNs in new[] { -50_000_000L, 0, 30_000_000, 350_000_000, 610_000_000, 850_000_000 })
        {
            Double3 expected = Place(timeNs * 1e-9).Apply(Double3.UnitX);
            Assert.True((path.At(timeNs).Apply(Double3.UnitX) - expected).Length < 1e-9, $"{timeNs} ns");
        }
    }

    private static LidarPoint At(float x, float y, float z, ushort ring, int timeNs) => new()
    {
        X = x, Y = y, Z = z, Intensity = 0.2f, TimeOffsetNs = timeNs, Ring = ring, Segment = 1, Instance = 0, Class = 7, Return = 1,
            Cause = PointCause.Surface,
    };

    private string[] Inspect(int parallelism)
    {
        new DatasetInspector(DatasetReader.Open(_root)) { Parallelism = parallelism }.Run(CancellationToken.None);
        return [.. Directory.GetFiles(Path.Combine(_root, "report"), "*.sweep.js", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)];
    }

    private static (JObject Meta, byte[] Planes) Unpack(string script)
    {
        Match match = Regex.Match(script, "^sweep\\((\\{.*\\}),\"([A-Za-z0-9+/=]*)\"\\);\n$");
        Assert.True(match.Success);
        using DeflateStream stream = new(new MemoryStream(Convert.FromBase64String(match.Groups[2].Value)), CompressionMode.Decompress);
        using MemoryStream planes = new();
        stream.CopyTo(planes);
        return (JObject.Parse(match.Groups[1].Value), planes.ToArray());
    }

    /// <summary>Undoes <see cref="PointPlanes"/>.</summary>
    private sealed class Planes(byte[] bytes)
    {
        private int _at;

        public int[] Steps(int count)
        {
            int[] values = new int[count];
            int value = 0;
            for (int i = 0; i < count; i++)
            {
                int folded = bytes[_at + i] | (bytes[_at + count + i] << 8);
                value = unchecked((short)(value + ((folded >> 1) ^ -(folded & 1))));
                values[i] = value;
            }

            _at += 2 * count;
            return values;
        }

        public byte[] Differences(int count)
        {
            byte[] values = new byte[count];
            byte value = 0;
            for (int i = 0; i < count; i++)
            {
                values[i] = value = unchecked((byte)(value + bytes[_at + i]));
            }

            _at += count;
            return values;
        }
    }
}
