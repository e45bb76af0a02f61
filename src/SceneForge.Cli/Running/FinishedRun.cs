using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Scenarios.Specs;
using SceneForge.World.Simulation;

namespace SceneForge.Cli.Running;

/// <summary>
/// A run whose variations are all there already, which its spec, the dataset's own inputs and its manifests tell: no scene is read and no renderer
/// made for it, so that a scheduler may submit finished shards again at no cost.
/// </summary>
/// <param name="Spec">What the dataset is made from.</param>
/// <param name="Complete">Numbers of the wanted variations that stand complete.</param>
/// <param name="Failures">The other wanted ones: they cannot be made.</param>
internal sealed record FinishedRun(ScenarioSpec Spec, int[] Complete, ImmutableArray<FailedVariation> Failures)
{
    /// <summary>Null where anything is left to do, or where only a look at scenes and renderers can tell.</summary>
    /// <param name="folder">Of the dataset, whether it exists or not.</param>
    public static FinishedRun? Of(RunRequest request, string folder)
    {
        if (request.Frames is not null || request.Renderer != "auto" || !File.Exists(Path.Combine(folder, DatasetLayout.DatasetFile)))
        {
            return null;
        }

        try
        {
            DatasetReader dataset = DatasetReader.Open(folder);
            return IsSame(request, dataset) ? Of(request, dataset, ScenarioSpec.Read(request.SpecFile, Behaviours.All)) : null;
        }
        catch (InputException)
        {
            // The run itself says what is wrong.
            return null;
        }
    }

    private static FinishedRun? Of(RunRequest request, DatasetReader dataset, ScenarioSpec spec)
    {
        HashSet<int> there = [.. dataset.Sequences];
        int[] wanted = request.Wanted(spec.VariationCount);
        int[] complete = [.. wanted.Where(there.Contains)];
        ImmutableArray<FailedVariation> failures = [.. FailedVariations.Read(dataset.Folder).Where(f => wanted.Contains(f.Variation))];
        return complete.Length + failures.Length == wanted.Length ? new FinishedRun(spec, complete, failures) : null;
    }

    private static bool IsSame(RunRequest request, DatasetReader dataset)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(request.SpecFile))!;
        return dataset.ToolVersion == DatasetDescription.ToolVersion && dataset.Encoding == request.Encoding
            && File.Exists(request.SpecFile) && InputHashes.Of(request.SpecFile) == dataset.SpecHash
            && dataset.Inputs.All(i => Path.Combine(folder, i.Key) is var file && File.Exists(file) && InputHashes.Of(file) == i.Value);
    }
}
