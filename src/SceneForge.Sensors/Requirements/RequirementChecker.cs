using System.Globalization;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;
using SceneForge.Sensors.Schedules;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Requirements;

/// <summary>A clause that a variation breaks.</summary>
/// <param name="Pointer">JSON pointer of the clause in the spec.</param>
/// <param name="Message">What was found.</param>
public sealed record BrokenRequirement(string Pointer, string Message);

/// <summary>Checks a simulated variation against its spec's promises, before anything is rendered.</summary>
public sealed class RequirementChecker(WorldTimeline timeline, FrameSchedule schedule, SensorRig rig, IRayCaster caster)
{
    /// <summary>The first clause that is broken, or null.</summary>
    public BrokenRequirement? Check(IEnumerable<Requirement> requirements)
    {
        foreach (Requirement requirement in requirements)
        {
            if (Find(requirement) is { } message)
            {
                return new BrokenRequirement(requirement.Pointer, message);
            }
        }

        return null;
    }

    private string? Find(Requirement requirement) => requirement switch
    {
        Requirement.Distance r => InRange(r.At, r.Min, r.Max, "m", world => Encounter.Distance(world, Index(r.From), Index(r.To))),
        Requirement.TimeToCollision r => InRange(r.At, r.Min, r.Max, "s", world => Encounter.TimeToCollision(world, Index(r.From), Index(r.To))),
        Requirement.VisiblePixels r => EnoughPixels(r),
        _ => throw new InvalidOperationException($"No rule checks a {requirement.GetType().Name}."),
    };

    private string? InRange(Moment moment, double min, double max, string unit, Func<WorldSnapshot, double> measure)
    {
        if (moment.Event is { } name)
        {
            if (!timeline.Events.TryGetValue(name, out long time))
            {
                return $"{name} never happened";
            }

            double value = measure(timeline.At(time));
            return value >= min && value <= max ? null : Format($"{value:0.###} {unit} at {name}");
        }

        double[] values = [.. Enumerable.Range(0, schedule.Count).Select(frame => measure(timeline.At(schedule.TimeNs(frame))))];
        bool Holds(double value) => value >= min && value <= max;
        bool kept = moment.Always ? values.All(Holds) : values.Any(Holds);
        return kept ? null : Format($"{values.Min():0.###} to {values.Max():0.###} {unit} over the frames");
    }

    private string? EnoughPixels(Requirement.VisiblePixels requirement)
    {
        CameraSensor camera = rig.Cameras.First(c => c.Name == requirement.Camera);
        int actor = Index(requirement.Actor);
        int first = Math.Max(0, requirement.FirstFrame);
        int last = Math.Min(schedule.Count - 1, requirement.LastFrame);
        int holding = 0;
        for (int frame = first; frame <= last && holding < requirement.Frames; frame++)
        {
            int pixels = PixelCounter.Count(schedule.Shot(camera, frame), actor, caster);
            holding += pixels >= requirement.MinPixels && pixels <= requirement.MaxPixels ? 1 : 0;
        }

        return holding >= requirement.Frames ? null : Format($"holds in {holding} of frames {first} to {last}");
    }

    private int Index(string actor)
    {
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            if (timeline.Objects[i].Name == actor)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The timeline has no object called '{actor}'.");
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
