using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Schedules;

/// <summary>The instants of a variation's frames and the shots that its cameras take then. The ego vehicle is the object at index 0.</summary>
public sealed class FrameSchedule
{
    private const int Ego = 0;

    private readonly WorldTimeline _timeline;
    private readonly long _firstNs;
    private readonly long _periodNs;

    private FrameSchedule(WorldTimeline timeline, int count, long firstNs, long periodNs)
    {
        _timeline = timeline;
        Count = count;
        _firstNs = firstNs;
        _periodNs = periodNs;
    }

    public int Count { get; }

    /// <summary>The schedule, or null where the event that it counts from never happened, or a frame falls out of the simulated time.</summary>
    /// <param name="reachNs">How long before and after a frame's time its sensors measure.</param>
    public static FrameSchedule? Of(FrameTiming timing, WorldTimeline timeline, long reachNs)
    {
        long origin = 0;
        if (timing.Event is not null && !timeline.Events.TryGetValue(timing.Event, out origin))
        {
            return null;
        }

        FrameSchedule schedule = new(timeline, timing.Count, origin + Simulator.Nanoseconds(timing.Offset), Simulator.Nanoseconds(timing.Period));
        return schedule.TimeNs(0) >= reachNs && schedule.TimeNs(timing.Count - 1) + reachNs <= timeline.DurationNs ? schedule : null;
    }

    /// <summary>Times of all frames, nanoseconds since the scenario's start.</summary>
    public ImmutableArray<long> Times => [.. Enumerable.Range(0, Count).Select(TimeNs)];

    /// <summary>Nanoseconds since the scenario's start.</summary>
    public long TimeNs(int frame) => _firstNs + frame * _periodNs;

    /// <summary>Pose of the ego vehicle.</summary>
    public Pose WorldFromVehicle(int frame) => _timeline.Objects[Ego].Track.At(TimeNs(frame)).WorldFromObject;

    /// <summary>What a camera takes at a frame; the frame after the last has a shot too, for the last one's flow.</summary>
    public CameraShot Shot(CameraSensor camera, int frame) =>
        new(_timeline, camera, WorldFromVehicle(frame) * camera.VehicleFromCamera, TimeNs(frame), Ego);

    /// <summary>The sweep that a LiDAR takes around a frame's time.</summary>
    public SweepShot Sweep(LidarSensor lidar, int frame, ulong seed, int variation) =>
        new(_timeline, lidar, frame, TimeNs(frame), Ego, seed, variation);
}
