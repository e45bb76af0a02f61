using System.Globalization;
using SceneForge.Renderers.RayTracing;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Requirements;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Assets;
using SceneForge.World.Scenes;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Running;

/// <summary>A variation that is simulated and keeps its spec's promises.</summary>
internal sealed record PreparedVariation(SampledScenario Scenario, WorldTimeline Timeline, FrameSchedule Schedule);

/// <summary>A spec with everything that it names: turns a variation's number into a simulated world.</summary>
internal sealed class ScenarioExpansion
{
    private ScenarioExpansion(string specFile, ScenarioSpec spec, SensorRig rig, Taxonomy taxonomy, Scene scene)
    {
        SpecFile = specFile;
        Spec = spec;
        Rig = rig;
        Taxonomy = taxonomy;
        Scene = scene;
    }

    public string SpecFile { get; }

    public ScenarioSpec Spec { get; }

    public SensorRig Rig { get; }

    public Taxonomy Taxonomy { get; }

    public Scene Scene { get; }

    /// <summary>Casts rays for requirements and labels; keeps its index of every mesh.</summary>
    public RayCaster Caster { get; } = new();

    /// <summary>Reads a spec and checks it against its rig and scene by its first variation.</summary>
    /// <exception cref="InputException">Something in the files is wrong.</exception>
    public static ScenarioExpansion Open(string specFile)
    {
        ScenarioSpec spec = ScenarioSpec.Read(specFile);
        SampledScenario first = spec.Sample(0, 0);
        SensorRig rig = RigReader.Read(first.RigFile);
        Taxonomy taxonomy = Taxonomy.Read(Path.Combine(Path.GetDirectoryName(first.SceneFolder)!, "taxonomy.json"));
        AssetCatalogue assets = new(new ProceduralAssets());
        Scene scene = SceneLoader.Load(first.SceneFolder, taxonomy, assets, spec.SceneSeed);
        RequireNames(spec, rig, scene);
        ScenarioExpansion expansion = new(specFile, spec, rig, taxonomy, scene);
        expansion.CheckPlaces(first);
        return expansion;
    }

    /// <summary>Full paths of all files that a dataset of this spec depends on.</summary>
    public IEnumerable<string> Inputs => [SpecFile, .. Rig.Files, Taxonomy.Path, .. Scene.Files,
        .. Spec.NamesUsed.Where(n => n.Kind == NameKind.Asset).SelectMany(n => Scene.Assets.Files(n.Name))];

    /// <summary>Draws a variation until it keeps every requirement.</summary>
    /// <exception cref="InputException">No draw did within the spec's limit; says which clause rejected how often.</exception>
    public PreparedVariation Prepare(int variation, CancellationToken cancellation)
    {
        SortedDictionary<string, (int Count, string Example)> rejections = new(StringComparer.Ordinal);
        for (int attempt = 0; attempt < Spec.MaxAttempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampledScenario scenario = Spec.Sample(variation, attempt);
            CheckPlaces(scenario);
            WorldTimeline timeline = Rig.Mount.Carry(Simulator.Run(scenario, Scene, Taxonomy));
            FrameSchedule? schedule = FrameSchedule.Of(scenario.Frames, timeline, Rig.ReachNs);
            BrokenRequirement? broken = schedule is null
                ? new BrokenRequirement("/frames",
                    $"the frames do not fit: {scenario.Frames.Event ?? "the start"} never happened or lies too near the simulation's ends")
                : new RequirementChecker(timeline, schedule, Rig, Caster).Check(scenario.Requirements);
            if (broken is null)
            {
                return new PreparedVariation(scenario, timeline, schedule!);
            }

            int before = rejections.TryGetValue(broken.Pointer, out var seen) ? seen.Count : 0;
            rejections[broken.Pointer] = (before + 1, broken.Message);
        }

        throw new InputException([.. rejections.Select(r => Spec.ErrorAt(
            r.Key,
            string.Create(CultureInfo.InvariantCulture,
                $"Variation {variation}: this clause rejected {r.Value.Count} of {Spec.MaxAttempts} draws; the last: {r.Value.Example}."),
            "Widen the clause, narrow the values that vary, or raise variations.max_attempts."))]);
    }

    // Every name that any draw could take, not only those of one variation.
    private static void RequireNames(ScenarioSpec spec, SensorRig rig, Scene scene)
    {
        Dictionary<NameKind, (string Missing, IReadOnlyCollection<string> Names)> known = new()
        {
            [NameKind.Asset] = ("No asset is called", scene.Assets.Names),
            [NameKind.Camera] = ("The rig has no camera", [.. rig.Cameras.Select(c => c.Name)]),
            [NameKind.Road] = ("The scene has no road", scene.Roads?.RoadIds ?? []),
            [NameKind.Thing] = ("No actor, and no thing that the scene names, is called", [.. scene.Named.Keys]),
        };
        List<InputError> errors = [];
        foreach (NameUse use in spec.NamesUsed)
        {
            (string missing, IReadOnlyCollection<string> names) = known[use.Kind];
            if (!names.Contains(use.Name))
            {
                string mend = names.Count == 0 ? "There is none in this scene." : $"Use {NearestName.Among(use.Name, names)}.";
                errors.Add(spec.ErrorAt(use.Pointer, $"{missing} \"{use.Name}\".", mend));
            }
        }

        if (rig.Mount is RigMount.OnActor mount && !spec.Sample(0, 0).Actors.Any(a => a.Name == mount.Name))
        {
            string mend = $"Use {NearestName.Among(mount.Name, spec.Sample(0, 0).Actors.Select(a => a.Name))}.";
            errors.Add(new InputError(rig.Files[0], 0, 0, "/mount/actor", $"The spec has no actor \"{mount.Name}\" to carry the rig.", mend));
        }

        if (errors.Count > 0)
        {
            throw new InputException(errors);
        }
    }

    /// <summary>Checks that the roads have every place that a variation names.</summary>
    /// <exception cref="InputException">They do not.</exception>
    public void CheckPlaces(SampledScenario scenario)
    {
        InputError[] errors = [.. WorldCheck.Check(scenario, Scene).Select(p => Spec.ErrorAt(p.Pointer, p.Message, p.Mend))];
        if (errors.Length > 0)
        {
            throw new InputException(errors);
        }
    }
}
