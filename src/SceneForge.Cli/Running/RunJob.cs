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
using SceneForge.Quality.Report;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;

namespace SceneForge.Cli.Running;

/// <summary>What a run is asked to do.</summary>
/// <param name="Out">Folder of the dataset.</param>
/// <param name="Caster">One of <see cref="CasterChoice.Names"/>.</param>
/// <param name="Jobs">Frames labeled and encoded at once.</param>
internal sealed record RunRequest(string SpecFile, string? Out, string? Variations, string? Frames, Shard Shard, string Renderer, string Caster,
    int Jobs, EncoderSettings Encoding)
{
    /// <summary>Numbers of the variations that are asked for, of as many as the spec has; none where the shard has none of them.</summary>
    /// <exception cref="UsageException">The range is none, or reaches beyond the spec's.</exception>
    public int[] Wanted(int variations)
    {
        NumberRange range = Variations is { } text ? NumberRange.Parse("--variations", text, variations) : NumberRange.All(variations);
        return [.. range.Numbers.Where(Shard.Has)];
    }
}

/// <summary>What a run made.</summary>
/// <param name="Folder">Of the dataset, or of the excerpts where only some frames were made.</param>
/// <param name="RootHash">Of all sequences that are complete now; null for excerpts.</param>
/// <param name="Failures">Variations that cannot be made; of a whole run's folder, those that were found before too.</param>
/// <param name="Inspection">What the checks of all stored frames found; null for shards and excerpts.</param>
internal sealed record RunResult(string Folder, int Sequences, int AlreadyThere, int Frames, long Bytes, string? RootHash, TimeSpan Preparing,
    TimeSpan Rendering, TimeSpan Reporting, ImmutableArray<FailedVariation> Failures, DatasetInspection? Inspection);

/// <summary>Expands a spec into a dataset as the command line asks for it, with what people see of it meanwhile.</summary>
internal sealed class RunJob(RunRequest request)
{
    /// <summary>Where a dataset goes that no other folder is named for: two specs that carry one scenario's name do not meet.</summary>
    public static string DefaultFolder(string specFile) => Path.Combine("out", Path.GetFileNameWithoutExtension(specFile));

    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        // Said before the scene is read.
        string target = OutputFolder.Check("--out", request.Out ?? DefaultFolder(request.SpecFile));
        if (FinishedRun.Of(request, target) is { } finished)
        {
            return await FinishAsync(finished, target, clock, cancellation);
        }

        ProgramRenderers renderers = new(request.Jobs);
        ScenarioExpansion expansion = ScenarioExpansion.Open(request.SpecFile, renderers.Caster);
        if (expansion.Scenes.Sum(s => s.Warnings.Length) is > 0 and int left)
        {
            Console.WriteLine($"Scene: {left} things of its files are left out; `sceneforge validate` names them.");
        }

        int[] wanted = request.Wanted(expansion.Spec.VariationCount);
        foreach (SensorRig rig in expansion.Rigs)
        {
            MemoryEstimate.Require(rig.Files[0], rig.Cameras, FramePipeline.PicturesUnderWay(request.Jobs));
        }

        int[] drawable = Drawable(expansion, wanted);
        string folder = OutputFolder.Make("--out", target);
        (ISensorRenderer renderer, string? fallback) = RendererChoice.Create(request.Renderer, renderers.Trees, request.Jobs, expansion.Cameras);
        using (renderer)
        {
            Console.WriteLine($"Renderer: {renderer.Description}{(fallback is null ? "" : $" (OpenGL is not to be had: {fallback})")}");
            SampledScenario first = expansion.Spec.Sample(drawable.FirstOrDefault(), 0);
            int inSequence = first.Frames.Count;
            FrameSelection? only = Selection(inSequence);
            using DatasetWriter dataset = DatasetWriter.Open(folder, DatasetDescription.Of(expansion, first, renderer), request.Encoding);
            int[] open = [.. wanted.Where(n => only is not null || !dataset.IsComplete(n))];
            TimeSpan prepared = clock.Elapsed;

            int perSequence = only is { } frames ? frames.Last - frames.First + 1 : inSequence;
            ProducedSequences made = ProducedSequences.None;
            if (open.Length > 0)
            {
                // As the first draw of each has it: one that a requirement rejects may have drawn another rig.
                int[] cameras = [.. open.Intersect(drawable).Select(n => expansion.SettingOf(expansion.Spec.Sample(n, 0)).Rig.Cameras.Length)];
                Console.WriteLine($"Rendering {open.Length} variations x {perSequence} frames x {Cameras(cameras)} camera(s) into {folder}");
                await RunProgress.ShowAsync(perSequence * cameras.Sum(), "frames", async progress =>
                {
                    IRayCaster caster = CasterChoice.Create(request.Caster, renderers.Trees);
                    using IDisposable? device = caster as IDisposable;
                    using FramePipeline pipeline = new(renderer, caster, request.Jobs);
                    made = await new SequenceProduction(expansion, pipeline, dataset, only, progress.StepDone).RunAsync(open, cancellation);
                });
            }

            RequireAny(folder, wanted, made, only is null ? dataset.IsComplete : _ => false);
            TimeSpan rendered = clock.Elapsed;
            DatasetInspection? inspection = null;
            if (only is null && Directory.Exists(folder))
            {
                FailedVariations.Add(folder, made.Failures);
            }

            if (request.Shard == Shard.Whole && only is null)
            {
                inspection = await new CheckJob(DatasetReader.Open(folder), request.Jobs) { Spec = expansion.Spec }.RunAsync(cancellation);
            }

            return new RunResult(
                only is null ? folder : Path.Combine(folder, DatasetLayout.ExcerptsFolder),
                made.Sequences,
                wanted.Length - made.Sequences - made.Failures.Length,
                made.Frames,
                made.Bytes,
                only is null ? DatasetRoot.HashOf(folder) : null,
                prepared,
                rendered - prepared,
                clock.Elapsed - rendered,
                only is null && request.Shard == Shard.Whole ? FailedVariations.Read(folder) : made.Failures,
                inspection);
        }
    }

    // Of a whole run the report is written anew: it may have been made of fewer sequences.
    private async Task<RunResult> FinishAsync(FinishedRun finished, string folder, Stopwatch clock, CancellationToken cancellation)
    {
        TimeSpan prepared = clock.Elapsed;
        DatasetInspection? inspection = request.Shard == Shard.Whole && finished.Complete.Length > 0
            ? await new CheckJob(DatasetReader.Open(folder), request.Jobs) { Spec = finished.Spec }.RunAsync(cancellation)
            : null;
        return new RunResult(folder, 0, finished.Complete.Length, 0, 0, DatasetRoot.HashOf(folder), prepared, TimeSpan.Zero, clock.Elapsed - prepared,
            finished.Failures, inspection);
    }

    /// <exception cref="InputException">Nothing of what was wanted can be made; says why of each, the same only once.</exception>
    private static void RequireAny(string folder, int[] wanted, ProducedSequences made, Func<int, bool> isComplete)
    {
        if (!made.Failures.IsEmpty && made.Sequences == 0 && !wanted.Any(isComplete))
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }

            throw new InputException([.. made.Failures.SelectMany(f => f.Errors).Distinct()]);
        }
    }

    /// <summary>
    /// The variations whose scene has all that their first draw names; the others are listed among the failures when their turn comes.
    /// </summary>
    /// <exception cref="InputException">There is none, so that nothing can come of the run.</exception>
    private static int[] Drawable(ScenarioExpansion expansion, int[] wanted)
    {
        List<InputError> errors = [];
        List<int> drawable = [];
        foreach (int number in wanted)
        {
            IReadOnlyList<InputError> found = expansion.CheckPlaces(number);
            errors.AddRange(found.Except(errors));
            if (found.Count == 0)
            {
                drawable.Add(number);
            }
        }

        return drawable.Count > 0 || errors.Count == 0 ? [.. drawable] : throw new InputException(errors);
    }

    private static string Cameras(int[] counts) => counts.Length == 0
        ? "no"
        : counts.Min() == counts.Max() ? $"{counts.Min()}" : $"{counts.Min()} to {counts.Max()}";

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
