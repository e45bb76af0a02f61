using System.Collections.Concurrent;
using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Frames.Storage;
using SceneForge.Production.Expansion;
using SceneForge.Production.Rendering;

namespace SceneForge.Production.Datasets;

/// <summary>What was written by one <see cref="SequenceProduction"/>.</summary>
/// <param name="Frames">Pictures.</param>
/// <param name="Failures">Variations that cannot be made, ascending.</param>
public sealed record ProducedSequences(int Sequences, int Frames, long Bytes, ImmutableArray<FailedVariation> Failures)
{
    public static ProducedSequences None { get; } = new(0, 0, 0, []);
}

/// <summary>
/// Writes variations into a dataset, several at once. Other processes may write others into the same dataset meanwhile; what they leave
/// unfinished is done too.
/// </summary>
/// <param name="only">Which frames, or null for all.</param>
/// <param name="frameDone">Called after each picture.</param>
public sealed class SequenceProduction(ScenarioExpansion expansion, FramePipeline pipeline, DatasetWriter dataset, FrameSelection? only,
    Action frameDone)
{
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentBag<SequenceWriter> _writers = [];
    private readonly List<Task<long>> _sequences = [];
    private readonly ConcurrentBag<FailedVariation> _failures = [];
    private int _frames;

    /// <summary>One that cannot be made keeps no other from being made.</summary>
    /// <param name="numbers">Of all variations to write.</param>
    public async Task<ProducedSequences> RunAsync(IReadOnlyList<int> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await AwaitOthersAsync(await StartAllAsync(numbers, failed.Token), failed.Token);
            long bytes = (await Task.WhenAll(_sequences)).Sum();
            return new ProducedSequences(_sequences.Count, _frames, bytes, [.. _failures.OrderBy(f => f.Variation)]);
        }
        catch
        {
            await failed.CancelAsync();
            await Task.WhenAll(_sequences.Select(s => s.ContinueWith(_ => { }, TaskScheduler.Default)));
            throw;
        }
        finally
        {
            foreach (SequenceWriter writer in _writers)
            {
                writer.Dispose();
            }
        }
    }

    /// <summary>Starts one after the other; returns those that other processes hold.</summary>
    private async Task<List<PreparedVariation>> StartAllAsync(IReadOnlyList<int> numbers, CancellationToken cancellation)
    {
        List<PreparedVariation> heldByOthers = [];
        Task<PreparedVariation?> next = PrepareAsync(numbers[0]);
        for (int i = 0; i < numbers.Count; i++)
        {
            PreparedVariation? variation = await next;
            // The next variation is sampled and simulated while this one renders.
            next = i + 1 < numbers.Count ? PrepareAsync(numbers[i + 1]) : next;
            if (variation is not null && !await TryStartAsync(variation, cancellation))
            {
                heldByOthers.Add(variation);
            }
        }

        return heldByOthers;

        Task<PreparedVariation?> PrepareAsync(int number) => Task.Run(() => TryPrepare(number, cancellation), cancellation);
    }

    private PreparedVariation? TryPrepare(int number, CancellationToken cancellation)
    {
        try
        {
            return expansion.Prepare(number, cancellation);
        }
        catch (InputException e)
        {
            _failures.Add(new FailedVariation(number, [.. e.Errors]));
            return null;
        }
    }

    // What other processes are writing is theirs, unless they end before it is complete.
    private async Task AwaitOthersAsync(List<PreparedVariation> held, CancellationToken cancellation)
    {
        while (held.Count > 0)
        {
            held.RemoveAll(v => dataset.IsComplete(v.Scenario.Variation));
            foreach (PreparedVariation variation in held.ToArray())
            {
                if (await TryStartAsync(variation, cancellation))
                {
                    held.Remove(variation);
                }
            }

            await Task.Delay(held.Count > 0 ? ClaimPause : TimeSpan.Zero, cancellation);
        }
    }

    private async Task<bool> TryStartAsync(PreparedVariation variation, CancellationToken cancellation)
    {
        if (dataset.TryBegin(DatasetDescription.Header(variation), only) is not { } writer)
        {
            return false;
        }

        _writers.Add(writer);
        for (int frame = 0; frame < variation.Schedule.Count; frame++)
        {
            _frames += writer.IsWanted(frame) ? variation.Rig.Cameras.Length : 0;
        }

        _sequences.Add(await pipeline.StartAsync(variation, writer, frameDone, cancellation));
        _sequences.Find(s => s.IsFaulted)?.GetAwaiter().GetResult();
        return true;
    }
}
