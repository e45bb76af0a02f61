using System.Collections.Immutable;
using SceneForge.Production.Expansion;
using SceneForge.Cli.Composition;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Review.Rerendering;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Schedules;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Reviewing;

/// <summary>Renders a stored frame's picture again, from the spec that made the dataset, with what the reviewer wants changed.</summary>
/// <param name="folder">The dataset's folder.</param>
/// <param name="specFile">The spec, or null: found by its hash.</param>
internal sealed class FrameRerenderer(string folder, string? specFile) : IRerenderer
{
    private Task<(DatasetOrigin Origin, ISensorRenderer Renderer)>? _opened;

    // The world of the sequence that was asked for last: the next question is likely about it too.
    private (int Sequence, PreparedVariation World)? _last;

    public async Task<RerenderedPicture> RerenderAsync(RerenderRequest request, CancellationToken cancellation)
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
        CameraSensor camera = stored.Rig.Cameras.First(c => c.Name == request.Camera);
        Setup setup = request.Change switch
        {
            RerenderChange.Seed => Other(DrawnAnew(expansion, stored.Scenario, request.Turn, cancellation)),
            RerenderChange.Light => Under(RerenderChanges.Light(stored.Scenario.Conditions, request.Turn)),
            RerenderChange.Weather => Under(RerenderChanges.Weather(stored.Scenario.Conditions)),
            RerenderChange.Viewpoint =>
                new Setup(stored.Schedule, RerenderChanges.Moved(camera, request.Turn, out RerenderDifference moved), [moved]),
            _ => new Setup(stored.Schedule, camera, []),
        };
        cancellation.ThrowIfCancellationRequested();
        Observation observation = await renderer.RenderAsync(setup.Schedule.Shot(setup.Camera, request.Frame), cancellation);
        return new RerenderedPicture(observation.Rgb, camera.Model.Width, camera.Model.Height, renderer.Description, setup.Changes);

        Setup Other(PreparedVariation drawn) => new(drawn.Schedule, camera, RerenderChanges.Between(stored.Scenario, drawn.Scenario));

        Setup Under(Conditions conditions)
        {
            // All that moves moves as before: only the light on it and the weather around it change.
            WorldTimeline world = stored.Timeline;
            WorldTimeline altered = new(world.Taxonomy, conditions, world.Objects, world.DurationNs, world.Events);
            return new Setup(FrameSchedule.Of(stored.Scenario.Frames, altered, stored.Rig.ReachNs)!, camera,
                RerenderChanges.Between(stored.Scenario.Conditions, conditions));
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
        ProgramRenderers renderers = new(Environment.ProcessorCount);
        DatasetOrigin origin = DatasetOrigin.Open(DatasetReader.Open(folder), specFile, renderers.Caster);
        return (origin, RendererChoice.Create(origin.IsRasterized ? "auto" : "raytrace", renderers.Trees, Environment.ProcessorCount,
            origin.Expansion.Cameras).Renderer);
    }

    // The design's levels stay; all else is drawn anew, and with another seed the things look otherwise too.
    private static PreparedVariation DrawnAnew(ScenarioExpansion expansion, SampledScenario stored, int turn, CancellationToken cancellation)
    {
        for (int attempt = stored.Attempt + 1; attempt <= stored.Attempt + expansion.Spec.MaxAttempts * (turn + 1); attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampledScenario scenario = expansion.Spec.Sample(stored.Variation,
                attempt) with { Seed = new RandomStream(stored.Seed, (ulong)stored.Variation, $"/rerender/{attempt}").NextUInt64() };
            // A reviewer looks on through the same camera: draws of another rig are passed over.
            if (scenario.RigFile == stored.RigFile && expansion.TrySimulate(scenario) is { } drawn && expansion.BrokenBy(drawn) is null
                && turn-- == 0)
            {
                return drawn;
            }
        }

        throw new InputException(expansion.Spec.ErrorAt("/require", "No other draw of this variation keeps what the spec requires.",
            "Look with another light or viewpoint."));
    }

    private sealed record Setup(FrameSchedule Schedule, CameraSensor Camera, ImmutableArray<RerenderDifference> Changes);
}
