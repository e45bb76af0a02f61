using System.Collections.Concurrent;
using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Frames.Storage;
using SceneForge.Production.Expansion;
using SceneForge.Production.Rendering;

namespace SceneForge.Production.Datasets;

/// <summary>What was written by one <see cref="SequenceProduction"/>.</summary>
/// <param name="Frames">Pictures.</param>
/// <param name="Failed">Variations that cannot be drawn, in their order.</param>
public sealed record ProducedSequences(int Sequences, int Frames, long Bytes, ImmutableArray<FailedVariation> Failed)
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
    private readonly List<FailedVariation> _failures = [];
    private int _frames;

    /// <param name="numbers">Of all variations to write; one that cannot be drawn is left out and told of.</param>
    public async Task<ProducedSequences> RunAsync(IReadOnlyList<int> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await AwaitOthersAsync(await StartAllAsync(numbers, failed.Token), failed.Token);
            long bytes = (await Task.WhenAll(_sequences)).Sum();
            return new ProducedSequences(_sequences.Count, _frames, bytes, [.. _failures]);
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
        Task<(PreparedVariation?, FailedVariation?)> next = PrepareAsync(numbers[0]);
        for (int i = 0; i < numbers.Count; i++)
        {
            (PreparedVariation? variation, FailedVariation? failure) = await next;
            // The next variation is sampled and simulated while this one renders.
            next = i + 1 < numbers.Count ? PrepareAsync(numbers[i + 1]) : next;
            if (variation is null)
            {
                _failures.Add(failure!);
            }
            else if (!await TryStartAsync(variation, cancellation))
            {
                heldByOthers.Add(variation);
            }
        }

        return heldByOthers;

        Task<(PreparedVariation?, FailedVariation?)> PrepareAsync(int number) => Task.Run<(PreparedVariation?, FailedVariation?)>(() =>
        {
            try
            {
                return (expansion.Prepare(number, cancellation), null);
            }
            catch (InputException e)
            {
                return (null, new FailedVariation(number, [.. e.Errors]));
            }
        }, cancellation);
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
