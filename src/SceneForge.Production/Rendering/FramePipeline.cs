using SceneForge.Production.Expansion;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Schedules;

namespace SceneForge.Production.Rendering;

/// <summary>
/// Renders, labels, encodes and writes frames, several at once: while one is drawn, others are read back, labeled and encoded.
/// What is written does not depend on how many are under way.
/// </summary>
public sealed class FramePipeline(ISensorRenderer renderer, IRayCaster caster, int jobs) : IDisposable
{
    // The renderer keeps a few pictures under way of its own; more would only take memory.
    private const int RendererDepth = 3;

    // How far things around are listed where no LiDAR's range says it, metres.
    private const double CameraReach = 100;

    private readonly SemaphoreSlim _underWay = new(PicturesUnderWay(jobs));
    private readonly SemaphoreSlim _workers = new(jobs);
    private readonly LidarSimulator _lidars = new(caster);

    /// <summary>Pictures that are rendered, labeled or encoded at once.</summary>
    public static int PicturesUnderWay(int jobs) => jobs + RendererDepth;

    /// <summary>
    /// Starts the frames of a variation that are still wanted as places get free; the inner task ends when the sequence is complete.
    /// </summary>
    public async Task<Task<long>> StartAsync(PreparedVariation variation, SequenceWriter writer, Action frameDone,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(variation);
        ArgumentNullException.ThrowIfNull(writer);
        SensorRig rig = variation.Rig;
        List<Task> frames = [];
        Surroundings surroundings = new(variation.Timeline);
        for (int frame = 0; frame < variation.Schedule.Count; frame++)
        {
            if (!writer.IsWanted(frame))
            {
                continue;
            }

            frames.Add(ScanAsync(variation, surroundings, rig, frame, writer, cancellation));
            foreach (CameraSensor camera in rig.Cameras)
            {
                await _underWay.WaitAsync(cancellation);
                frames.Add(ProcessAsync(variation.Schedule, camera, frame, writer, frameDone, cancellation));
            }
        }

        return CompleteAsync(frames, writer);
    }

    public void Dispose()
    {
        _underWay.Dispose();
        _workers.Dispose();
    }

    private static async Task<long> CompleteAsync(List<Task> frames, SequenceWriter writer)
    {
        await Task.WhenAll(frames);
        return await Task.Run(writer.Complete);
    }

    private async Task ProcessAsync(FrameSchedule schedule, CameraSensor camera, int frame, SequenceWriter writer, Action frameDone,
        CancellationToken cancellation)
    {
        try
        {
            CameraShot shot = schedule.Shot(camera, frame);
            Observation observation = await renderer.RenderAsync(shot, cancellation);
            await _workers.WaitAsync(cancellation);
            try
            {
                await Task.Run(() => writer.Write(Label(schedule, observation, frame)), cancellation);
            }
            finally
            {
                _workers.Release();
            }

            frameDone();
        }
        finally
        {
            _underWay.Release();
        }
    }

    // Sweeps need no renderer: they are cast while pictures are drawn.
    private async Task ScanAsync(PreparedVariation variation, Surroundings surroundings, SensorRig rig, int frame, SequenceWriter writer,
        CancellationToken cancellation)
    {
        await _workers.WaitAsync(cancellation);
        try
        {
            await Task.Run(() => writer.Write(Scan(variation, surroundings, rig, frame)), cancellation);
        }
        finally
        {
            _workers.Release();
        }
    }

    private FrameScan Scan(PreparedVariation variation, Surroundings surroundings, SensorRig rig, int frame)
    {
        SampledScenario scenario = variation.Scenario;
        long timeNs = variation.Schedule.TimeNs(frame);
        Pose worldFromVehicle = variation.Schedule.WorldFromVehicle(frame);
        double reach = rig.Lidars.IsEmpty ? CameraReach : rig.Lidars.Max(l => l.Model.MaxRange);
        return new FrameScan(
            frame,
            timeNs,
            worldFromVehicle,
            [.. rig.Lidars.Select(lidar => _lidars.Take(variation.Schedule.Sweep(lidar, frame, scenario.Seed, scenario.Variation)))],
            surroundings.At(timeNs, worldFromVehicle.Translation, reach));
    }

    private LabeledFrame Label(FrameSchedule schedule, Observation observation, int frame)
    {
        CameraShot shot = observation.Shot;
        Channels channels = ChannelResolver.Resolve(observation, schedule.Shot(shot.Camera, frame + 1));
        return new LabeledFrame(
            frame,
            shot.TimeNs,
            shot.Camera,
            schedule.WorldFromVehicle(frame),
            shot.WorldFromCamera,
            observation.Rgb,
            channels,
            FrameLabeler.Label(shot, channels, caster));
    }
}
