using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.World.Geometry;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>
/// What must hold in every written frame, checked on the files alone. SCENEFORGE_DATASET names a whole dataset to check instead of a small one.
/// </summary>
public sealed class StoredLabelTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-labels-").FullName;
    private string _dataset = "";

    public async Task InitializeAsync()
    {
        _dataset = Environment.GetEnvironmentVariable("SCENEFORGE_DATASET") ?? Path.Combine(_folder, "out");
        if (!Directory.Exists(_dataset))
        {
            await SmallScenario.RunAsync(SmallScenario.Write(_folder), _dataset, "auto", 2);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_frame_agrees_with_itself_and_with_the_next()
    {
        DatasetReader dataset = DatasetReader.Open(_dataset);
        int frames = 0;
        long flowPixels = 0;
        foreach (int number in dataset.Sequences)
        {
            SequenceReader sequence = dataset.OpenSequence(number);
            for (int i = 0; i < sequence.FrameTimes.Length; i++)
            {
                StoredFrame frame = sequence.ReadFrame(i);
                foreach (StoredPicture picture in frame.Cameras)
                {
                    CameraModel camera = sequence.Rig.Cameras.First(c => c.Name == picture.Camera).Model;
                    Pixels pixels = new(sequence, picture);
                    CheckIds(dataset, sequence, pixels);
                    CheckBoxes(picture, pixels, camera);
                    if (i + 1 < sequence.FrameTimes.Length)
                    {
                        StoredPicture next = sequence.ReadFrame(i + 1).Cameras.First(p => p.Camera == picture.Camera);
                        flowPixels += CheckFlow(dataset, sequence, picture, next, pixels, camera);
                    }

                    frames++;
                }
            }
        }

        Assert.True(frames >= SmallScenario.Frames);
        Assert.True(flowPixels > 1000 * frames, $"flow was compared at only {flowPixels} pixels");
    }

    private static void CheckIds(DatasetReader dataset, SequenceReader sequence, Pixels pixels)
    {
        Dictionary<int, bool> isThing = dataset.Classes.ToDictionary(c => c.Id, c => c.IsThing);
        Dictionary<int, int> classOf = sequence.Objects.ToDictionary(o => o.Id, o => o.ClassId);
        for (int p = 0; p < pixels.Segment.Length; p++)
        {
            World.Timeline.Segment segment = sequence.Segments[pixels.Segment[p]];
            int instance = segment.Id != 0 && isThing[classOf[segment.ObjectId]] ? segment.ObjectId : 0;
            if (pixels.Semantic[p] != segment.ClassId || pixels.Instance[p] != instance)
            {
                Assert.Fail($"pixel {p} of segment {segment.Id}: class {pixels.Semantic[p]}, instance {pixels.Instance[p]}");
            }
        }
    }

    private static void CheckBoxes(StoredPicture picture, Pixels pixels, CameraModel camera)
    {
        Dictionary<int, (int XMin, int YMin, int XMax, int YMax, int Count)> found = [];
        for (int p = 0; p < pixels.Instance.Length; p++)
        {
            if (pixels.Instance[p] is var id and not 0)
            {
                (int x, int y) = (p % camera.Width, p / camera.Width);
                var box = found.GetValueOrDefault(id, (x, y, x + 1, y + 1, 0));
                found[id] = (Math.Min(box.Item1, x), Math.Min(box.Item2, y), Math.Max(box.Item3, x + 1), Math.Max(box.Item4, y + 1), box.Item5 + 1);
            }
        }

        Assert.Equal(found.Keys.Order(), picture.Objects.Where(o => o.Visible is not null).Select(o => o.ObjectId).Order());
        foreach (ObjectLabel label in picture.Objects)
        {
            if (label.Visible is not { } visible)
            {
                Assert.Equal(0, label.VisiblePixels);
                continue;
            }

            var box = found[label.ObjectId];
            Assert.Equal(new Box2(box.XMin, box.YMin, box.XMax, box.YMax), visible);
            Assert.Equal(box.Count, label.VisiblePixels);
            CheckBody(label, visible, pixels, camera);
        }
    }

    // Points of the object lie in its 3D box: mirrors and antennae stick out by at most 0.35 m; depth is stored in steps of 1/256 m.
    private static void CheckBody(ObjectLabel label, Box2 visible, Pixels pixels, CameraModel camera)
    {
        Pose boxFromCamera = label.CameraFromBox.Inverse();
        Double3 half = label.Size * 0.5;
        for (int p = (int)visible.YMin * camera.Width; p < (int)visible.YMax * camera.Width; p++)
        {
            if (pixels.Instance[p] != label.ObjectId || pixels.Depth[p] == ushort.MaxValue)
            {
                continue;
            }

            Double3 inBox = boxFromCamera.Apply(Point(camera, p, pixels.Depth[p]));
            bool inside = Math.Abs(inBox.X) <= half.X + 0.35 && Math.Abs(inBox.Y) <= half.Y + 0.35 && Math.Abs(inBox.Z) <= half.Z + 0.35;
            if (!inside)
            {
                Assert.Fail($"{label.Name}: pixel {p} lies at {inBox} of a box of {label.Size}");
            }
        }
    }

    // What stands still moves in the image by the camera's motion alone, which the stored poses and depths give.
    private static int CheckFlow(DatasetReader dataset, SequenceReader sequence, StoredPicture picture, StoredPicture next, Pixels pixels, CameraModel camera)
    {
        HashSet<int> things = [.. dataset.Classes.Where(c => c.IsThing).Select(c => c.Id)];
        Dictionary<int, int> classOf = sequence.Objects.ToDictionary(o => o.Id, o => o.ClassId);
        Pose nextFromCamera = next.WorldFromCamera.Inverse() * picture.WorldFromCamera;
        int compared = 0;
        for (int p = 0; p < pixels.Segment.Length; p++)
        {
            World.Timeline.Segment segment = sequence.Segments[pixels.Segment[p]];
            // Below 6 m half a step of depth moves the prediction itself by more than a tenth of a pixel.
            if (segment.Id == 0 || things.Contains(classOf[segment.ObjectId]) || pixels.Depth[p] is < 6 * 256 or ushort.MaxValue || pixels.Flow[3 * p + 2] == 0)
            {
                continue;
            }

            Double3 there = nextFromCamera.Apply(Point(camera, p, pixels.Depth[p]));
            if (there.Z < 1)
            {
                continue;
            }

            (double u, double v) = camera.Project(there);
            double flowU = (pixels.Flow[3 * p] - 32768) / 64.0;
            double flowV = (pixels.Flow[3 * p + 1] - 32768) / 64.0;
            double error = Math.Max(Math.Abs(p % camera.Width + 0.5 + flowU - u), Math.Abs(p / camera.Width + 0.5 + flowV - v));
            if (error > 0.5)
            {
                Assert.Fail($"the flow at pixel {p} is off by {error:0.00} pixels");
            }

            compared++;
        }

        return compared;
    }

    private static Double3 Point(CameraModel camera, int pixel, ushort depth) =>
        camera.Ray(pixel % camera.Width + 0.5, pixel / camera.Width + 0.5) * (depth / 256.0);

    private sealed class Pixels(SequenceReader sequence, StoredPicture picture)
    {
        public ushort[] Segment { get; } = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["segment"]), out _, out _);

        public byte[] Semantic { get; } = ChannelFiles.ReadGray8(sequence.PathOf(picture.Files["semantic"]), out _, out _);

        public ushort[] Instance { get; } = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["instance"]), out _, out _);

        public ushort[] Depth { get; } = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["depth"]), out _, out _);

        public ushort[] Flow { get; } = ChannelFiles.ReadFlow(sequence.PathOf(picture.Files["flow"]), out _, out _);
    }
}
