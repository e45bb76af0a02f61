using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using SceneForge.Cli.Checking;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Inspection;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rendering;

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

/// <summary>Expands a spec into a dataset: sample, simulate, observe, label, store, report.</summary>
internal sealed class RunJob(RunRequest request)
{
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(300);

    public static string ToolVersion { get; } = typeof(RunJob).Assembly.GetName().Version!.ToString(3);

    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        // Said before the scene is read.
        _ = request.Out is { } named ? OutputFolder.Check("--out", named) : null;
        ScenarioExpansion expansion = ScenarioExpansion.Open(request.SpecFile);
        if (expansion.Scene.Warnings.Length > 0)
        {
            Console.WriteLine($"Scene: {expansion.Scene.Warnings.Length} things of its files are left out; `sceneforge validate` names them.");
        }

        NumberRange range = request.Variations is { } text
            ? NumberRange.Parse("--variations", text, expansion.Spec.VariationCount)
            : NumberRange.All(expansion.Spec.VariationCount);
        MemoryEstimate.Require(expansion.Rig.Files[0], expansion.Rig.Cameras, FramePipeline.PicturesUnderWay(request.Jobs));
        int[] wanted = [.. range.Numbers.Where(request.Shard.Has)];
        string folder = OutputFolder.Make("--out", request.Out ?? Path.Combine("out", expansion.Spec.Name));
        (ISensorRenderer renderer, string? fallback) = RendererChoice.Create(request.Renderer, expansion.Caster, request.Jobs, expansion.Rig.Cameras);
        using (renderer)
        {
            Console.WriteLine($"Renderer: {renderer.Description}{(fallback is null ? "" : $" (OpenGL is not to be had: {fallback})")}");
            PreparedVariation first = expansion.Prepare(wanted.FirstOrDefault(range.First), cancellation);
            FrameSelection? only = Selection(first.Schedule.Count);
            using DatasetWriter dataset = DatasetWriter.Open(folder, Describe(expansion, first.Scenario, renderer), request.Encoding);
            int[] open = [.. wanted.Where(n => only is not null || !dataset.IsComplete(n))];
            TimeSpan prepared = clock.Elapsed;

            int perSequence = only is { } frames ? frames.Last - frames.First + 1 : first.Schedule.Count;
            WriteOutcome outcome = default;
            if (open.Length > 0)
            {
                Console.WriteLine($"Rendering {open.Length} variations x {perSequence} frames x {expansion.Rig.Cameras.Length} camera(s) into {folder}");
                await RunProgress.ShowAsync(open.Length * perSequence * expansion.Rig.Cameras.Length, "frames", async progress =>
                    outcome = await WriteSequencesAsync(expansion, first, open, only, renderer, dataset, progress, cancellation));
            }

            TimeSpan rendered = clock.Elapsed;
            DatasetInspection? inspection = null;
            if (request.Shard == Shard.Whole && only is null)
            {
                inspection = await new CheckJob(DatasetReader.Open(folder), request.Jobs) { Spec = expansion.Spec }.RunAsync(cancellation);
            }

            return new RunResult(only is null
                ? folder
                : Path.Combine(folder, DatasetLayout.ExcerptsFolder), outcome.Sequences, wanted.Length - outcome.Sequences, outcome.Frames,
                    outcome.Bytes, only is null
                        ? DatasetRoot.HashOf(folder)
                        : null, prepared, rendered - prepared, clock.Elapsed - rendered, inspection);
        }
    }

    private FrameSelection? Selection(int count)
    {
        if (request.Frames is not { } text)
        {
            return null;
        }

        NumberRange range = NumberRange.Parse("--frames", text, count);
        return new FrameSelection(range.First, range.Last);
    }

    private async Task<WriteOutcome> WriteSequencesAsync(ScenarioExpansion expansion, PreparedVariation first, int[] numbers, FrameSelection? only,
        ISensorRenderer renderer, DatasetWriter dataset, RunProgress progress, CancellationToken cancellation)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IRayCaster caster = CasterChoice.Create(request.Caster, expansion.Caster);
        using IDisposable? device = caster as IDisposable;
        using FramePipeline pipeline = new(renderer, caster, request.Jobs);
        ConcurrentBag<SequenceWriter> writers = [];
        List<Task<long>> sequences = [];
        List<PreparedVariation> heldByOthers = [];
        int frames = 0;
        try
        {
            Task<PreparedVariation> next = PrepareAsync(numbers[0]);
            for (int i = 0; i < numbers.Length; i++)
            {
                PreparedVariation variation = await next;
                // The next variation is sampled and simulated while this one renders.
                next = i + 1 < numbers.Length ? PrepareAsync(numbers[i + 1]) : next;
                if (!await StartAsync(variation))
                {
                    heldByOthers.Add(variation);
                }
            }

            // What other processes are writing is theirs, unless they end before it is complete.
            while (heldByOthers.Count > 0)
            {
                heldByOthers.RemoveAll(v => dataset.IsComplete(v.Scenario.Variation));
                foreach (PreparedVariation variation in heldByOthers.ToArray())
                {
                    if (await StartAsync(variation))
                    {
                        heldByOthers.Remove(variation);
                    }
                }

                await Task.Delay(heldByOthers.Count > 0 ? ClaimPause : TimeSpan.Zero, failed.Token);
            }

            long bytes = (await Task.WhenAll(sequences)).Sum();
            return new WriteOutcome(sequences.Count, frames, bytes);
        }
        catch
        {
            await failed.CancelAsync();
            await Task.WhenAll(sequences.Select(s => s.ContinueWith(_ => { }, TaskScheduler.Default)));
            throw;
        }
        finally
        {
            foreach (SequenceWriter writer in writers)
            {
                writer.Dispose();
            }
        }

        Task<PreparedVariation> PrepareAsync(int number) =>
            number == first.Scenario.Variation ? Task.FromResult(first) : Task.Run(() => expansion.Prepare(number, failed.Token), failed.Token);

        async Task<bool> StartAsync(PreparedVariation variation)
        {
            SequenceHeader header = SequenceHeader.Of(variation.Scenario.Variation, ScenarioJson(variation), expansion.Rig, variation.Schedule.Times,
                variation.Timeline, expansion.Scene.Roads);
            if (dataset.TryBegin(header, only) is not { } writer)
            {
                return false;
            }

            writers.Add(writer);
            for (int frame = 0; frame < variation.Schedule.Count; frame++)
            {
                frames += writer.IsWanted(frame) ? expansion.Rig.Cameras.Length : 0;
            }

            sequences.Add(await pipeline.StartAsync(variation, expansion.Rig, writer, progress.StepDone, failed.Token));
            sequences.Find(s => s.IsFaulted)?.GetAwaiter().GetResult();
            return true;
        }
    }

    private readonly record struct WriteOutcome(int Sequences, int Frames, long Bytes);

    /// <summary>Bytes of a variation's scenario.json.</summary>
    public static byte[] ScenarioJson(PreparedVariation variation) => Encoding.UTF8.GetBytes(SampledScenarioWriter.Write(variation.Scenario));

    /// <summary>What dataset.json says of data made from a spec by a renderer.</summary>
    public static DatasetInfo Describe(ScenarioExpansion expansion, SampledScenario first, ISensorRenderer renderer) => new()
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
