using System.Globalization;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;
using SceneForge.Tests.Frames;
using SceneForge.World.Geometry;

namespace SceneForge.ReviewTests.Support;

/// <summary>A dataset by formula in a temporary folder: two cameras and two frames a sequence; a person stands 8 m ahead on the road.</summary>
internal sealed class SampleDataset : IDisposable
{
    public const int PicturesPerSequence = 4;
    public const int PersonId = 5;

    public SampleDataset(int sequences)
    {
        using DatasetWriter dataset = DatasetWriter.Open(Folder, SampleFrames.Info with { Variations = sequences });
        for (int number = 0; number < sequences; number++)
        {
            string scenario = string.Create(CultureInfo.InvariantCulture, $$"""{"drawn": {"/parameters/speed": {{number / 2.0}}, "/parameters/weather": "{{(number % 2 == 0 ? "dry" : "rain")}}" } }""");
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(number) with { ScenarioJson = Encoding.UTF8.GetBytes(scenario + "\n") })!;
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

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);

    private static LabeledFrame Frame(int camera, int frame, int sequence)
    {
        LabeledFrame sample = SampleFrames.Frame(camera, frame);
        Pose worldFromVehicle = Pose.At(10 * frame, 0, 0);
        Pose worldFromCamera = worldFromVehicle * sample.Camera.VehicleFromCamera;
        Pose worldFromBox = worldFromVehicle * Pose.At(9.6, 0.5 + 0.01 * sequence, 0.875);
        ObjectLabel person = sample.Objects[0] with { WorldFromBox = worldFromBox, CameraFromBox = worldFromCamera.Inverse() * worldFromBox };
        return sample with { WorldFromVehicle = worldFromVehicle, WorldFromCamera = worldFromCamera, Objects = [person] };
    }
}
