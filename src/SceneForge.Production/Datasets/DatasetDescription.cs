using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Production.Expansion;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Production.Datasets;

/// <summary>What a dataset and its sequences say of how they were made.</summary>
public static class DatasetDescription
{
    public static string ToolVersion { get; } = typeof(DatasetDescription).Assembly.GetName().Version!.ToString(3);

    /// <summary>What dataset.json says of data made from a spec by a renderer.</summary>
    /// <param name="first">Any variation of the spec.</param>
    public static DatasetInfo Of(ScenarioExpansion expansion, SampledScenario first, ISensorRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(expansion);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(renderer);
        return new DatasetInfo
        {
            ToolVersion = ToolVersion,
            Scenario = expansion.Spec.Name,
            SpecHash = first.SpecHash,
            Seed = first.Seed,
            SceneSeed = expansion.Spec.SceneSeed,
            Variations = expansion.Spec.VariationCount,
            Frames = first.Frames.Count,
            Renderer = renderer.Description,
            Inputs = InputHashes.Of(expansion.SpecFile, expansion.Inputs),
            Taxonomy = expansion.Taxonomy,
        };
    }

    /// <summary>What a variation's sequence says before its frames: its own scene and rig, its objects and its times.</summary>
    public static SequenceHeader Header(PreparedVariation variation)
    {
        ArgumentNullException.ThrowIfNull(variation);
        return SequenceHeader.Of(variation.Scenario.Variation, Encoding.UTF8.GetBytes(SampledScenarioWriter.Write(variation.Scenario)),
            variation.Rig, variation.Schedule.Times, variation.Timeline, variation.Scene.Roads);
    }
}
