using SceneForge.Review.Data;

namespace SceneForge.Review.Queues;

/// <summary>What is known about frames before anybody looks at them, read in the background.</summary>
internal sealed class DatasetInsight
{
    private readonly string _scenario;
    private bool _isComplete;

    public DatasetInsight(ReviewedDataset dataset)
    {
        _scenario = dataset.Reader.Scenario;
        Facts = new FrameFacts(dataset);
        Checks = new StoredChecksWatch(dataset);
        Attention = new Attention(dataset, Facts, Checks);
        Lists = new FrameLists(dataset, Facts, Checks, Attention);
    }

    public FrameFacts Facts { get; }

    public StoredChecksWatch Checks { get; }

    public Attention Attention { get; }

    public FrameLists Lists { get; }

    /// <summary>Whether everything was read.</summary>
    public bool IsComplete { get => Volatile.Read(ref _isComplete); private set => Volatile.Write(ref _isComplete, value); }

    /// <summary>Reads everything once.</summary>
    public void Read(CancellationToken stop)
    {
        Checks.Begin();
        Facts.Scan(stop);
        // What everybody asks for first: nobody waits for it.
        _ = Facts.Choices();
        foreach (QueueRequest usual in (QueueRequest[])[new("dataset"), new("worst"), new("random", _scenario)])
        {
            _ = Lists.Of(usual);
        }

        IsComplete = true;
    }
}
