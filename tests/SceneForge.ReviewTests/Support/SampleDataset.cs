using System.Globalization;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;
using SceneForge.Tests.Frames;
using SceneForge.Base.Geometry;

namespace SceneForge.ReviewTests.Support;

/// <summary>A dataset by formula in a temporary folder: two cameras and two frames a sequence; a person stands 8 m ahead on the road.</summary>
internal sealed class SampleDataset : IDisposable
{
    public const int PicturesPerSequence = 4;
    public const int PersonId = 5;

    private readonly int _seed;
    private readonly bool _crowd;

    /// <param name="seed">Another one gives other bytes of the same kind.</param>
    /// <param name="crowd">Up to a dozen people a frame, seen in boxes of their own.</param>
    public SampleDataset(int sequences, int seed = 0, bool crowd = false)
    {
        (_seed, _crowd) = (seed, crowd);
        using DatasetWriter dataset = DatasetWriter.Open(Folder, SampleFrames.Info with { Variations = sequences });
        for (int number = 0; number < sequences; number++)
        {
            string scenario = string.Create(CultureInfo.InvariantCulture, $$"""
                {"drawn": {"/parameters/speed": {{number / 2.0}}, "/parameters/weather": "{{(number % 2 == 0 ? "dry" : "rain")}}" },
                 "conditions": { "local_time": "2026-06-21T12:00:00+02:00", "latitude": 48, "longitude": 11, "rain_rate": 0, "wetness": 0 } }
                """);
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(number) with { ScenarioJson =
                Encoding.UTF8.GetBytes(scenario + "\n") })!;
            for (int frame = 0; frame < 2; frame++)
            {
                writer.Write(Frame(0, frame, number));
                writer.Write(Frame(1, frame, number));
                writer.Write(SampleFrames.Scan(frame));
            }

            writer.Complete();
        }
    }

    public string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("sceneforge-review-").FullName, "data");

    /// <summary>Takes another dataset's sequence in place of its own, as if it had been made anew.</summary>
    public void Replace(int sequence, SampleDataset by)
    {
        Directory.Delete(DatasetLayout.Sequence(Folder, sequence), recursive: true);
        Directory.Move(DatasetLayout.Sequence(by.Folder, sequence), DatasetLayout.Sequence(Folder, sequence));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);

    private LabeledFrame Frame(int camera, int frame, int sequence)
    {
        LabeledFrame sample = SampleFrames.Frame(camera, frame);
        Pose worldFromVehicle = Pose.At(10 * frame, 0, 0);
        Pose worldFromCamera = worldFromVehicle * sample.Camera.VehicleFromCamera;
        Pose worldFromBox = worldFromVehicle * Pose.At(9.6, 0.5 + 0.01 * sequence + 0.001 * _seed, 0.875);
        ObjectLabel person = sample.Objects[0] with { WorldFromBox = worldFromBox, CameraFromBox = worldFromCamera.Inverse() * worldFromBox };
        return sample with { WorldFromVehicle = worldFromVehicle, WorldFromCamera = worldFromCamera,
            Objects = _crowd ? [.. Crowd(person, frame, sequence)] : [person] };
    }

    private IEnumerable<ObjectLabel> Crowd(ObjectLabel person, int frame, int sequence)
    {
        Random random = new(1000 * sequence + 10 * frame + _seed);
        int count = random.Next(1, 13);
        for (int i = 0; i < count; i++)
        {
            (double x, double y) = (random.Next(0, 40), random.Next(0, 20));
            Box2 box = new(x, y, x + random.Next(3, 8), y + random.Next(6, 12));
            Pose place = person.CameraFromBox with { Translation = new Double3(8 * random.NextDouble(), random.NextDouble(),
                5 + 20 * random.NextDouble()) };
            yield return person with { ObjectId = PersonId + i, Name = $"person {i}", Visible = box, Amodal = box,
                VisiblePixels = 20 + random.Next(30), CameraFromBox = place, WorldFromBox = place };
        }
    }
}
