using System.Collections.Immutable;
using System.Security.Cryptography;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads a whole spec.</summary>
internal static class ScenarioReader
{
    /// <summary>The largest whole number that every JSON reader keeps exactly.</summary>
    private const double LargestSeed = 9007199254740991;

    public static ScenarioSpec Read(string path, BehaviourVocabulary vocabulary)
    {
        byte[] bytes = JsonFile.ReadBytes(path);
        JsonNode root = JsonFile.Parse(path, bytes);
        InputErrors errors = new();
        ScenarioSpec? spec = errors.Read(null,
            () => Read(new SpecReading(root, errors, vocabulary), Convert.ToHexStringLower(SHA256.HashData(bytes))));
        errors.ThrowIfAny();
        return spec!;
    }

    private static ScenarioSpec Read(SpecReading reading, string hash)
    {
        JsonNode root = reading.Root;
        InputErrors errors = reading.Errors;
        reading.Values.ReadParameters(errors);

        root.Find("$schema");
        string name = errors.Read("", () => Names.Identifier(root.Get("name")));
        string description = errors.Read("", () => root.Find("description")?.AsString() ?? "");
        ulong seed = errors.Read(0UL, () => (ulong)(root.Find("seed") is { } node ? Whole(node) : 0));
        ulong sceneSeed = errors.Read(0UL, () => root.Find("scene_seed") is { } node ? (ulong)Whole(node) : seed);
        List<FileUse> scenes = [];
        List<FileUse> rigs = [];
        Drawn<string> scene = errors.Read(_ => "", () => SpecFiles.Scene(root.Get("scene"), reading.Values, scenes));
        Drawn<string> rig = errors.Read(_ => "", () => SpecFiles.Rig(root.Get("rig"), reading.Values, rigs));
        double duration = errors.Read(1e9, () => root.Get("duration").AsNumber(0.01, 86_400));
        double step = errors.Read(0.01, () => root.Find("step")?.AsNumber(0.0001, 0.1) ?? 0.01);
        (Drawn<FrameTiming> timing, int frameCount) = errors.Read((_ => null!, int.MaxValue),
            () => FramesReader.Read(root.Get("frames"), duration, reading));
        Drawn<Conditions> conditions = ConditionsReader.Read(reading);
        IReadOnlyList<JsonNode> requireNodes = errors.Read([], () => root.Find("require")?.Items() ?? []);
        ImmutableArray<Drawn<Requirement>> requirements = [.. requireNodes.Select(node =>
            errors.Read(_ => null!, () => RequirementReader.Read(node, reading, frameCount)))];
        root.Find("actors");
        root.Find("variations");
        errors.Read(0, () =>
        {
            root.Finish();
            return 0;
        });
        ImmutableArray<Drawn<SampledActor>> actors = ActorList.Read(reading);
        VariationPlan plan = VariationsReader.Read(root.Get("variations"), seed, reading.Values);
        reading.Values.CheckAllUsed(errors);
        errors.ThrowIfAny();

        ScenarioSpec spec = new(root.Source, name, description, hash, seed, reading.NamesUsed, plan, Sample)
        {
            SceneSeed = sceneSeed,
            SceneFolders = [.. scenes],
            RigFiles = [.. rigs],
        };
        spec.Sample(0);
        return spec;

        SampledScenario Sample(Draw draw, int variation, int attempt) => new()
        {
            Name = name,
            SpecHash = hash,
            Seed = seed,
            Variation = variation,
            Attempt = attempt,
            Scene = scene(draw),
            SceneFolder = SpecFiles.FullPath(root.File, scene(draw)),
            Rig = rig(draw),
            RigFile = SpecFiles.FullPath(root.File, rig(draw)),
            Duration = duration,
            Step = step,
            Frames = timing(draw),
            Conditions = conditions(draw),
            Actors = [.. actors.Select(actor => actor(draw))],
            Requirements = [.. requirements.Select(requirement => requirement(draw))],
            Values = draw.Values,
        };
    }

    private static double Whole(JsonNode node)
    {
        double value = node.AsNumber(0, LargestSeed);
        return value == Math.Floor(value) ? value : throw node.Fail("The seed is no whole number.", "Write a whole number.");
    }
}
