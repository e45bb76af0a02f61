using System.Collections.Immutable;
using System.Diagnostics;
using SceneForge.Base.Input;
using SceneForge.Cli.Checking;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Expansion;
using SceneForge.Production.Rendering;
using SceneForge.Scenarios.Sampled;
using SceneForge.Quality.Report;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;

namespace SceneForge.Cli.Running;

/// <summary>What a run is asked to do.</summary>
/// <param name="Out">Folder of the dataset.</param>
/// <param name="Caster">One of <see cref="CasterChoice.Names"/>.</param>
/// <param name="Jobs">Frames labeled and encoded at once.</param>
internal sealed record RunRequest(string SpecFile, string? Out, string? Variations, string? Frames, Shard Shard, string Renderer, string Caster,
    int Jobs, EncoderSettings Encoding);

/// <summary>What a run made.</summary>
/// <param name="Folder">Of the dataset, or of the excerpts where only some frames were made.</param>
/// <param name="RootHash">Of all sequences that are complete now; null for excerpts.</param>
/// <param name="Inspection">What the checks of all stored frames found; null for shards and excerpts.</param>
/// <param name="Failed">Variations that cannot be drawn.</param>
internal sealed record RunResult(string Folder, int Sequences, int AlreadyThere, int Frames, long Bytes, string? RootHash, TimeSpan Preparing,
    TimeSpan Rendering, TimeSpan Reporting, DatasetInspection? Inspection, ImmutableArray<FailedVariation> Failed);

/// <summary>Expands a spec into a dataset as the command line asks for it, with what people see of it meanwhile.</summary>
internal sealed class RunJob(RunRequest request)
{
    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        // Said before the scene is read.
        _ = request.Out is { } named ? OutputFolder.Check("--out", named) : null;
        ProgramRenderers renderers = new(request.Jobs);
        ScenarioExpansion expansion = ScenarioExpansion.Open(request.SpecFile, renderers.Caster);
        if (expansion.Scenes.Sum(s => s.Warnings.Length) is > 0 and int left)
        {
            Console.WriteLine($"Scene: {left} things of its files are left out; `sceneforge validate` names them.");
        }

        NumberRange range = request.Variations is { } text
            ? NumberRange.Parse("--variations", text, expansion.Spec.VariationCount)
            : NumberRange.All(expansion.Spec.VariationCount);
        foreach (SensorRig rig in expansion.Rigs)
        {
            MemoryEstimate.Require(rig.Files[0], rig.Cameras, FramePipeline.PicturesUnderWay(request.Jobs));
        }

        int[] wanted = [.. range.Numbers.Where(request.Shard.Has)];
        string folder = OutputFolder.Make("--out", request.Out ?? DefaultFolder(request.SpecFile));
        (ISensorRenderer renderer, string? fallback) = RendererChoice.Create(request.Renderer, renderers.Trees, request.Jobs, expansion.Cameras);
        using (renderer)
        {
            Console.WriteLine($"Renderer: {renderer.Description}{(fallback is null ? "" : $" (OpenGL is not to be had: {fallback})")}");
            // Nothing is simulated for it: a run that has nothing left to do ends at once.
            SampledScenario first = expansion.Spec.Sample(wanted.FirstOrDefault(range.First), 0);
            FrameSelection? only = Selection(first.Frames.Count);
            using DatasetWriter dataset = DatasetWriter.Open(folder, DatasetDescription.Of(expansion, first, renderer), request.Encoding);
            int[] open = [.. wanted.Where(n => only is not null || !dataset.IsComplete(n))];
            TimeSpan prepared = clock.Elapsed;

            int perSequence = only is { } frames ? frames.Last - frames.First + 1 : first.Frames.Count;
            ProducedSequences made = ProducedSequences.None;
            if (open.Length > 0)
            {
                // As the first draw of each has it: one that a requirement rejects may have drawn another rig.
                int[] cameras = [.. open.Select(n => expansion.SettingOf(expansion.Spec.Sample(n, 0)).Rig.Cameras.Length)];
                Console.WriteLine($"Rendering {open.Length} variations x {perSequence} frames x {Cameras(cameras)} camera(s) into {folder}");
                await RunProgress.ShowAsync(perSequence * cameras.Sum(), "frames", async progress =>
                {
                    IRayCaster caster = CasterChoice.Create(request.Caster, renderers.Trees);
                    using IDisposable? device = caster as IDisposable;
                    using FramePipeline pipeline = new(renderer, caster, request.Jobs);
                    made = await new SequenceProduction(expansion, pipeline, dataset, only, progress.StepDone).RunAsync(open, cancellation);
                });
                await TellFailuresAsync(folder, open, made, cancellation);
            }

            TimeSpan rendered = clock.Elapsed;
            DatasetInspection? inspection = null;
            if (request.Shard == Shard.Whole && only is null && Directory.Exists(Path.Combine(folder, DatasetLayout.SequencesFolder)))
            {
                inspection = await new CheckJob(DatasetReader.Open(folder), request.Jobs) { Spec = expansion.Spec }.RunAsync(cancellation);
            }

            return new RunResult(
                only is null ? folder : Path.Combine(folder, DatasetLayout.ExcerptsFolder),
                made.Sequences,
                wanted.Length - made.Sequences - made.Failed.Length,
                made.Frames,
                made.Bytes,
                only is null ? DatasetRoot.HashOf(folder) : null,
                prepared,
                rendered - prepared,
                clock.Elapsed - rendered,
                inspection,
                made.Failed);
        }
    }

    /// <summary>Where a dataset goes if nothing else is said: named as the spec's file is.</summary>
    public static string DefaultFolder(string specFile) => Path.Combine("out", Path.GetFileNameWithoutExtension(specFile));

    // Where not one is there the spec is wrong as a whole, and nothing is left behind.
    private static async Task TellFailuresAsync(string folder, int[] tried, ProducedSequences made, CancellationToken cancellation)
    {
        if (made.Failed.Length == tried.Length && !File.Exists(Path.Combine(folder, DatasetLayout.DatasetFile)))
        {
            throw new InputException([.. made.Failed.SelectMany(f => f.Errors)]);
        }

        if (made.Failed.Length > 0 || File.Exists(Path.Combine(folder, FailureList.File)))
        {
            using IDisposable alone = await FolderLock.AcquireAsync(folder, cancellation);
            FailureList.Update(folder, tried, made.Failed);
        }
    }

    private static string Cameras(int[] counts) => counts.Min() == counts.Max() ? $"{counts.Min()}" : $"{counts.Min()} to {counts.Max()}";

    private FrameSelection? Selection(int count)
    {
        if (request.Frames is not { } text)
        {
            return null;
        }

        NumberRange range = NumberRange.Parse("--frames", text, count);
        return new FrameSelection(range.First, range.Last);
    }
}
