using System.Collections.Immutable;
using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
using SceneForge.Review.Retakes;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Requirements;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Reviewing;

/// <summary>Renders a stored frame's picture again, from the spec that made the dataset, with what the reviewer wants changed.</summary>
/// <param name="folder">The dataset's folder.</param>
/// <param name="specFile">The spec, or null: found by its hash.</param>
internal sealed class FrameRetaker(string folder, string? specFile) : IRetaker
{
    private Task<(DatasetOrigin Origin, ISensorRenderer Renderer)>? _opened;

    // The world of the sequence that was asked for last: the next question is likely about it too.
    private (int Sequence, PreparedVariation World)? _last;

    public async Task<RetakenPicture> TakeAsync(RetakeRequest request, CancellationToken cancellation)
    {
        // Nothing is opened before somebody asks: most reviews never do. Reading a scene cannot be interrupted: who waits for it may leave, and
        // the next finds it read.
        if (_opened is null or { IsFaulted: true })
        {
            _opened = Task.Run(Open, CancellationToken.None);
        }

        (DatasetOrigin origin, ISensorRenderer renderer) = await _opened.WaitAsync(cancellation);
        ScenarioExpansion expansion = origin.Expansion;
        PreparedVariation stored = _last is { } last && last.Sequence == request.Sequence
            ? last.World
            : origin.World(origin.Dataset.OpenSequence(request.Sequence));
        _last = (request.Sequence, stored);
        CameraSensor camera = expansion.Rig.Cameras.First(c => c.Name == request.Camera);
        Setup setup = request.Change switch
        {
            RetakeChange.Seed => Other(DrawnAnew(expansion, stored.Scenario, request.Turn, cancellation)),
            RetakeChange.Light => Under(RetakeChanges.Light(stored.Scenario.Conditions, request.Turn)),
            RetakeChange.Weather => Under(RetakeChanges.Weather(stored.Scenario.Conditions)),
            RetakeChange.Viewpoint => new Setup(stored.Schedule, RetakeChanges.Moved(camera, request.Turn, out RetakeDifference moved), [moved]),
            _ => new Setup(stored.Schedule, camera, []),
        };
        cancellation.ThrowIfCancellationRequested();
        Observation observation = await renderer.RenderAsync(setup.Schedule.Shot(setup.Camera, request.Frame), cancellation);
        return new RetakenPicture(observation.Rgb, camera.Model.Width, camera.Model.Height, renderer.Description, setup.Changes);

        Setup Other(PreparedVariation drawn) => new(drawn.Schedule, camera, RetakeChanges.Between(stored.Scenario, drawn.Scenario));

        Setup Under(Conditions conditions)
        {
            // All that moves moves as before: only the light on it and the weather around it change.
            WorldTimeline world = stored.Timeline;
            Conditions held = conditions with { Hall = world.Conditions.Hall };
            WorldTimeline altered = new(world.Taxonomy, held, world.Objects, world.DurationNs, world.Events);
            return new Setup(FrameSchedule.Of(stored.Scenario.Frames, altered, expansion.Rig.ReachNs)!, camera,
                RetakeChanges.Between(stored.Scenario.Conditions, conditions));
        }
    }

    public void Dispose()
    {
        // What is being opened ends first.
        if (_opened is not null && Task.WhenAny(_opened).Result.IsCompletedSuccessfully)
        {
            _opened.Result.Renderer.Dispose();
        }
    }

    private (DatasetOrigin, ISensorRenderer) Open()
    {
        DatasetOrigin origin = DatasetOrigin.Open(DatasetReader.Open(folder), specFile);
        return (origin, RendererChoice.Create(origin.IsRasterized ? "auto" : "raytrace", origin.Expansion.Caster, Environment.ProcessorCount,
            origin.Expansion.Rig.Cameras).Renderer);
    }

    // The design's levels stay; all else is drawn anew, and with another seed the things look otherwise too.
    private static PreparedVariation DrawnAnew(ScenarioExpansion expansion, SampledScenario stored, int turn, CancellationToken cancellation)
    {
        for (int attempt = stored.Attempt + 1; attempt <= stored.Attempt + expansion.Spec.MaxAttempts * (turn + 1); attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampledScenario scenario = expansion.Spec.Sample(stored.Variation,
                attempt) with { Seed = new RandomStream(stored.Seed, (ulong)stored.Variation, $"/retake/{attempt}").NextUInt64() };
            expansion.CheckPlaces(scenario);
            WorldTimeline timeline = expansion.Rig.Mount.Carry(Simulator.Run(scenario, expansion.Scene, expansion.Taxonomy));
            if (FrameSchedule.Of(scenario.Frames, timeline, expansion.Rig.ReachNs) is { } schedule
                && new RequirementChecker(timeline, schedule, expansion.Rig, expansion.Caster).Check(scenario.Requirements) is null
                && turn-- == 0)
            {
                return new PreparedVariation(scenario, timeline, schedule);
            }
        }

        throw new InputException(expansion.Spec.ErrorAt("/require", "No other draw of this variation keeps what the spec requires.",
            "Look with another light or viewpoint."));
    }

    private sealed record Setup(FrameSchedule Schedule, CameraSensor Camera, ImmutableArray<RetakeDifference> Changes);
}
