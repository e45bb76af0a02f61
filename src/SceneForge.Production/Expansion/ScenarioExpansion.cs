using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Gltf.Assets;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Requirements;
using SceneForge.Sensors.Rigs;
using SceneForge.Sensors.Schedules;
using SceneForge.World.Assets;
using SceneForge.World.Scenes;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Production.Expansion;

/// <summary>A spec with everything that it names: turns a variation's number into a simulated world.</summary>
public sealed class ScenarioExpansion
{
    // Where not one of so many draws can be carried out, others will not either.
    private const int MostFaults = 5;

    private readonly SceneCache _scenes;
    private readonly ImmutableSortedDictionary<string, SensorRig> _rigs;

    private ScenarioExpansion(string specFile, ScenarioSpec spec, SceneCache scenes, Taxonomy taxonomy,
        ImmutableSortedDictionary<string, SensorRig> rigs, IRayCaster caster)
    {
        SpecFile = specFile;
        Spec = spec;
        Taxonomy = taxonomy;
        _rigs = rigs;
        Caster = caster;
        _scenes = scenes;
    }

    public string SpecFile { get; }

    public ScenarioSpec Spec { get; }

    /// <summary>The classes of all scenes that the spec can choose.</summary>
    public Taxonomy Taxonomy { get; }

    /// <summary>Casts rays for what the spec requires to be seen.</summary>
    public IRayCaster Caster { get; }

    /// <summary>Every rig that the spec can choose, by the path of its file.</summary>
    public IEnumerable<SensorRig> Rigs => _rigs.Values;

    /// <summary>The cameras of every rig that the spec can choose.</summary>
    public ImmutableArray<CameraSensor> Cameras => [.. Rigs.SelectMany(r => r.Cameras)];

    /// <summary>
    /// Reads a spec and every rig and scene that it can choose, and checks its names against them; the places of a variation, which it draws, are
    /// checked with it (<see cref="CheckPlaces(int)"/>).
    /// </summary>
    /// <param name="caster">Casts rays for what the spec requires to be seen.</param>
    /// <exception cref="InputException">Something in the files is wrong; what is wrong in several of them comes together.</exception>
    public static ScenarioExpansion Open(string specFile, IRayCaster caster)
    {
        ScenarioSpec spec = ScenarioSpec.Read(specFile, Behaviours.All);
        Taxonomy taxonomy = SharedTaxonomy(spec);
        InputErrors errors = new();
        SortedDictionary<string, SensorRig> rigs = new(StringComparer.Ordinal);
        foreach (string file in spec.RigFiles.Select(r => r.Path).Distinct())
        {
            _ = errors.Read<SensorRig?>(null, () => rigs[file] = RigReader.Read(file));
        }

        SceneCache scenes = new(taxonomy, new AssetCatalogue(
            new ProceduralAssets(),
            new FolderAssets(AssetFolders(specFile, spec)) { Classes = [.. taxonomy.Classes.Select(c => c.Name)] }));
        foreach (string folder in spec.SceneFolders.Select(s => s.Path).Distinct())
        {
            _ = errors.Read<Scene?>(null, () => scenes.Get(folder, spec.SceneSeed));
        }

        errors.ThrowIfAny();
        ScenarioExpansion expansion = new(specFile, spec, scenes, taxonomy, rigs.ToImmutableSortedDictionary(StringComparer.Ordinal), caster);
        SpecNames.Require(spec, expansion.Rigs, expansion.Scenes);
        return expansion;
    }

    /// <summary>Full paths of all files that a dataset of this spec depends on.</summary>
    public IEnumerable<string> Inputs =>
        [SpecFile, .. Rigs.SelectMany(r => r.Files), Taxonomy.Path, .. Scenes.SelectMany(s => s.Files),
            .. Spec.NamesUsed.Where(n => n.Kind == NameKind.Asset).SelectMany(n => Scenes.First().Assets.Files(n.Name))];

    /// <summary>Every scene that the spec can choose.</summary>
    public IEnumerable<Scene> Scenes => Spec.SceneFolders.Select(s => s.Path).Distinct().Select(f => _scenes.Get(f, Spec.SceneSeed));

    /// <summary>The scene and the rig that a variation was sampled to.</summary>
    public VariationSetting SettingOf(SampledScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new VariationSetting(_scenes.Get(scenario.SceneFolder, Spec.SceneSeed), _rigs[scenario.RigFile]);
    }

    /// <summary>The world of a scenario as its own scene and rig make it; null where its frames do not fit into the simulated time.</summary>
    /// <exception cref="InputException">The scene has no such places.</exception>
    public PreparedVariation? TrySimulate(SampledScenario scenario)
    {
        CheckPlaces(scenario);
        return Simulate(scenario);
    }

    /// <summary>What the spec requires and a variation does not keep, or null.</summary>
    public BrokenRequirement? BrokenBy(PreparedVariation variation)
    {
        ArgumentNullException.ThrowIfNull(variation);
        return new RequirementChecker(variation.Timeline, variation.Schedule, variation.Rig, Caster).Check(variation.Scenario.Requirements);
    }

    /// <summary>Draws a variation until it keeps every requirement.</summary>
    /// <exception cref="InputException">No draw did within the spec's limit; says which clause rejected how often.</exception>
    public PreparedVariation Prepare(int variation, CancellationToken cancellation)
    {
        SortedDictionary<string, (int Count, string Example)> rejections = new(StringComparer.Ordinal);
        List<InputException> faults = [];
        for (int attempt = 0; attempt < Spec.MaxAttempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampledScenario scenario = Spec.Sample(variation, attempt);
            CheckPlaces(scenario);
            PreparedVariation? prepared;
            try
            {
                prepared = Simulate(scenario);
            }
            catch (InputException e) when (attempt + 1 < Spec.MaxAttempts && (faults.Count < attempt || faults.Count + 1 < MostFaults))
            {
                // What is drawn made actors meet, or leave their lanes: another draw may not.
                faults.Add(e);
                continue;
            }

            BrokenRequirement? broken = prepared is null
                ? new BrokenRequirement("/frames",
                    $"the frames do not fit: {scenario.Frames.Event ?? "the start"} never happened or lies too near the simulation's ends")
                : BrokenBy(prepared);
            if (broken is null)
            {
                return prepared!;
            }

            int before = rejections.TryGetValue(broken.Pointer, out var seen) ? seen.Count : 0;
            rejections[broken.Pointer] = (before + 1, broken.Message);
        }

        throw new InputException([.. faults.SelectMany(f => f.Errors).DistinctBy(e => e.Pointer), .. rejections.Select(r => Spec.ErrorAt(
            r.Key,
            string.Create(CultureInfo.InvariantCulture,
                $"Variation {variation}: this clause rejected {r.Value.Count} of {Spec.MaxAttempts} draws; the last: {r.Value.Example}."),
            "Widen the clause, narrow the values that vary, or raise variations.max_attempts."))]);
    }

    /// <summary>
    /// What is wrong with the first draw of a variation, before anything is simulated; empty where its scene has all that it names.
    /// </summary>
    public IReadOnlyList<InputError> CheckPlaces(int variation)
    {
        try
        {
            CheckPlaces(Spec.Sample(variation, 0));
            return [];
        }
        catch (InputException e)
        {
            return e.Errors;
        }
    }

    /// <summary>Checks that a variation's own scene has every place that it names.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public void CheckPlaces(SampledScenario scenario)
    {
        Scene scene = SettingOf(scenario).Scene;
        Refuse(WorldCheck.Check(scenario, scene));
    }

    private void Refuse(IEnumerable<WorldProblem> problems)
    {
        InputError[] errors = [.. problems.Select(p => Spec.ErrorAt(p.Pointer, p.Message, p.Mend))];
        if (errors.Length > 0)
        {
            throw new InputException(errors);
        }
    }

    private PreparedVariation? Simulate(SampledScenario scenario)
    {
        VariationSetting setting = SettingOf(scenario);
        List<WorldProblem> problems = [];
        WorldTimeline timeline = setting.Rig.Mount.Carry(Simulator.Run(scenario, setting.Scene, Taxonomy, problems));
        FrameSchedule? schedule = FrameSchedule.Of(scenario.Frames, timeline, setting.Rig.ReachNs);
        // What happens after the last frame is in no data.
        long endNs = schedule is null ? long.MaxValue : schedule.TimeNs(scenario.Frames.Count - 1) + setting.Rig.ReachNs;
        Refuse(problems.Where(p => p.TimeNs <= endNs));
        return schedule is null ? null : new PreparedVariation(scenario, setting, timeline, schedule);
    }

    // Beside the spec, in the folder above it, and beside each scene's file.
    private static IEnumerable<string> AssetFolders(string specFile, ScenarioSpec spec)
    {
        const string assets = "assets";
        string folder = Path.GetDirectoryName(Path.GetFullPath(specFile))!;
        return spec.SceneFolders.Select(s => Path.Combine(s.Path, assets))
            .Prepend(Path.Combine(folder, "..", assets)).Prepend(Path.Combine(folder, assets)).Select(Path.GetFullPath).Distinct();
    }

    // A dataset says its classes once, so that ids mean the same in all of its sequences.
    private static Taxonomy SharedTaxonomy(ScenarioSpec spec)
    {
        (string File, string Pointer)[] files = [.. spec.SceneFolders.Select(s =>
            (Path.Combine(Path.GetDirectoryName(s.Path)!, "taxonomy.json"), s.Pointer))];
        string first = files[0].File;
        InputError[] others = [.. files.Where(f => f.File != first).Select(f => spec.ErrorAt(f.Pointer,
            $"This scene's classes stand in {f.File}, those of the first in {first}; a dataset has one list of classes.",
            "Choose scenes of one folder, or make a dataset of each."))];
        return others.Length == 0 ? Taxonomy.Read(first) : throw new InputException(others);
    }
}
