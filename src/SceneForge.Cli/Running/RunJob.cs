using System.Diagnostics;
using SceneForge.Cli.Checking;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Expansion;
using SceneForge.Production.Rendering;
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
internal sealed record RunResult(string Folder, int Sequences, int AlreadyThere, int Frames, long Bytes, string? RootHash, TimeSpan Preparing,
    TimeSpan Rendering, TimeSpan Reporting, DatasetInspection? Inspection);

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
        NumberRange range = request.Variations is { } text
            ? NumberRange.Parse("--variations", text, expansion.Spec.VariationCount)
            : NumberRange.All(expansion.Spec.VariationCount);
        foreach (SensorRig rig in expansion.Rigs)
        {
            MemoryEstimate.Require(rig.Files[0], rig.Cameras, FramePipeline.PicturesUnderWay(request.Jobs));
        }

        int[] wanted = [.. range.Numbers.Where(request.Shard.Has)];
        string folder = OutputFolder.Make("--out", request.Out ?? Path.Combine("out", expansion.Spec.Name));
        (ISensorRenderer renderer, string? fallback) = RendererChoice.Create(request.Renderer, renderers.Trees, request.Jobs, expansion.Cameras);
        using (renderer)
        {
            Console.WriteLine($"Renderer: {renderer.Description}{(fallback is null ? "" : $" (OpenGL is not to be had: {fallback})")}");
            PreparedVariation first = expansion.Prepare(wanted.FirstOrDefault(range.First), cancellation);
            FrameSelection? only = Selection(first.Schedule.Count);
            using DatasetWriter dataset = DatasetWriter.Open(folder, DatasetDescription.Of(expansion, first.Scenario, renderer), request.Encoding);
            int[] open = [.. wanted.Where(n => only is not null || !dataset.IsComplete(n))];
            TimeSpan prepared = clock.Elapsed;

            int perSequence = only is { } frames ? frames.Last - frames.First + 1 : first.Schedule.Count;
            ProducedSequences made = default;
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
                    made = await new SequenceProduction(expansion, pipeline, dataset, only, progress.StepDone).RunAsync(first, open, cancellation);
                });
            }

            TimeSpan rendered = clock.Elapsed;
            DatasetInspection? inspection = null;
            if (request.Shard == Shard.Whole && only is null)
            {
                inspection = await new CheckJob(DatasetReader.Open(folder), request.Jobs) { Spec = expansion.Spec }.RunAsync(cancellation);
            }

            return new RunResult(
                only is null ? folder : Path.Combine(folder, DatasetLayout.ExcerptsFolder),
                made.Sequences,
                wanted.Length - made.Sequences,
                made.Frames,
                made.Bytes,
                only is null ? DatasetRoot.HashOf(folder) : null,
                prepared,
                rendered - prepared,
                clock.Elapsed - rendered,
                inspection);
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
