using SceneForge.Renderers.OpenGL;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Assets;
using SceneForge.World.Scenes;
using SceneForge.Base.Geometry;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Benchmarks;

/// <summary>Real frames of a scenario, one of each of its first variations, as the pipeline hands them to the encoder.</summary>
internal static class StreetFrames
{
    public static List<(byte[] Rgb, Channels Channels)> Render(string specFile, int count)
    {
        ScenarioSpec spec = ScenarioSpec.Read(specFile, Behaviours.All);
        using ISensorRenderer renderer = OpenGLRenderer.TryCreate(new OpenGLOptions(), out OpenGLRenderer? opengl, out _)
            ? opengl!
            : new RayCamera(new RayCaster(), jobs: 1);
        List<(byte[], Channels)> frames = [];
        for (int variation = 0; variation < count; variation++)
        {
            frames.Add(Render(spec.Sample(variation), renderer));
        }

        Console.Error.WriteLine($"{count} frames of {specFile} by {renderer.Description}");
        return frames;
    }

    private static (byte[] Rgb, Channels Channels) Render(SampledScenario scenario, ISensorRenderer renderer)
    {
        Taxonomy taxonomy = Taxonomy.Read(Path.Combine(Path.GetDirectoryName(scenario.SceneFolder)!, "taxonomy.json"));
        Scene scene = SceneLoader.Load(scenario.SceneFolder, taxonomy, new AssetCatalogue(new ProceduralAssets()), scenario.Seed);
        WorldTimeline timeline = Simulator.Run(scenario, scene, taxonomy);
        CameraSensor camera = RigReader.Read(scenario.RigFile).Cameras[0];

        // Half a second after the scenario's event, when most is in view and moving.
        long eventNs = scenario.Frames.Event is { } name && timeline.Events.TryGetValue(name, out long at) ? at : timeline.DurationNs / 2;
        long timeNs = eventNs + 500_000_000;
        CameraShot Shot(long t)
        {
            Pose worldFromVehicle = timeline.At(t).States[0].WorldFromObject;
            return new CameraShot(timeline, camera, worldFromVehicle * camera.VehicleFromCamera, t, HiddenObject: 0);
        }

        Observation observation = renderer.RenderAsync(Shot(timeNs), CancellationToken.None).GetAwaiter().GetResult();
        return (observation.Rgb, ChannelResolver.Resolve(observation, Shot(timeNs + Simulator.Nanoseconds(scenario.Frames.Period))));
    }
}
