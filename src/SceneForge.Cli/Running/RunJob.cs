using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Report;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Cli.Running;

/// <summary>What a run is asked to do.</summary>
/// <param name="Out">Folder of the dataset.</param>
/// <param name="Jobs">Frames labeled and encoded at once.</param>
internal sealed record RunRequest(string SpecFile, string? Out, string? Variations, string Renderer, int Jobs, EncoderSettings Encoding);

/// <summary>What a run made.</summary>
internal sealed record RunResult(string Folder, string Renderer, int Sequences, int AlreadyThere, int Frames, long Bytes, TimeSpan Preparing, TimeSpan Rendering, TimeSpan Reporting);

/// <summary>Expands a spec into a dataset: sample, simulate, observe, label, store, report.</summary>
internal sealed class RunJob(RunRequest request)
{
    public static string ToolVersion { get; } = typeof(RunJob).Assembly.GetName().Version!.ToString(3);

    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        ScenarioExpansion expansion = ScenarioExpansion.Open(request.SpecFile);
        VariationRange range = request.Variations is { } text
            ? VariationRange.Parse(text, expansion.Spec.VariationCount)
            : VariationRange.All(expansion.Spec.VariationCount);
        (ISensorRenderer renderer, string? fallback) = RendererChoice.Create(request.Renderer, expansion.Caster, request.Jobs);
        using (renderer)
        {
            Console.WriteLine($"Renderer: {renderer.Description}{(fallback is null ? "" : $" (OpenGL is not to be had: {fallback})")}");
            string folder = Path.GetFullPath(request.Out ?? Path.Combine("out", expansion.Spec.Name));
            PreparedVariation first = expansion.Prepare(range.First, cancellation);
            using DatasetWriter dataset = DatasetWriter.Open(folder, Describe(expansion, first.Scenario, renderer), request.Encoding);
            int[] open = [.. range.Numbers.Where(n => !dataset.IsComplete(n))];
            TimeSpan prepared = clock.Elapsed;

            int frames = open.Length * first.Schedule.Count * expansion.Rig.Cameras.Length;
            long bytes = 0;
            if (open.Length > 0)
            {
                Console.WriteLine($"Rendering {open.Length} variations x {first.Schedule.Count} frames x {expansion.Rig.Cameras.Length} camera(s) into {folder}");
                await RunProgress.ShowAsync(frames, async progress =>
                    bytes = await WriteSequencesAsync(expansion, first, open, renderer, dataset, progress, cancellation));
            }

            TimeSpan rendered = clock.Elapsed;
            ReportWriter.Write(folder, request.Jobs);
            return new RunResult(folder, renderer.Description, open.Length, range.Numbers.Count() - open.Length, frames, bytes, prepared, rendered - prepared, clock.Elapsed - rendered);
        }
    }

    private async Task<long> WriteSequencesAsync(ScenarioExpansion expansion, PreparedVariation first, int[] numbers, ISensorRenderer renderer, DatasetWriter dataset, RunProgress progress, CancellationToken cancellation)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using FramePipeline pipeline = new(renderer, expansion.Caster, request.Jobs);
        ConcurrentBag<SequenceWriter> writers = [];
        List<Task<long>> sequences = [];
        try
        {
            Task<PreparedVariation> next = PrepareAsync(numbers[0]);
            for (int i = 0; i < numbers.Length; i++)
            {
                PreparedVariation variation = await next;
                // The next variation is sampled and simulated while this one renders.
                next = i + 1 < numbers.Length ? PrepareAsync(numbers[i + 1]) : next;
                SequenceWriter writer = dataset.Begin(SequenceHeader.Of(numbers[i], ScenarioJson(variation), expansion.Rig, variation.Schedule.Count, variation.Timeline));
                writers.Add(writer);
                sequences.Add(await pipeline.StartAsync(variation, expansion.Rig, writer, progress.FrameDone, failed.Token));
                sequences.Find(s => s.IsFaulted)?.GetAwaiter().GetResult();
            }

            return (await Task.WhenAll(sequences)).Sum();
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
    }

    /// <summary>Bytes of a variation's scenario.json.</summary>
    public static byte[] ScenarioJson(PreparedVariation variation) => Encoding.UTF8.GetBytes(SampledScenarioWriter.Write(variation.Scenario));

    /// <summary>What dataset.json says of data made from a spec by a renderer.</summary>
    public static DatasetInfo Describe(ScenarioExpansion expansion, SampledScenario first, ISensorRenderer renderer) => new()
    {
        ToolVersion = ToolVersion,
        Scenario = expansion.Spec.Name,
        SpecHash = first.SpecHash,
        Seed = first.Seed,
        Variations = expansion.Spec.VariationCount,
        Frames = first.Frames.Count,
        Renderer = renderer.Description,
        Inputs = InputHashes.Of(expansion.SpecFile, expansion.Inputs),
        Taxonomy = expansion.Taxonomy,
    };
}
