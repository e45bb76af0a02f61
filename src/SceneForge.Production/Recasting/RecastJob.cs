using SceneForge.Frames.Storage;
using SceneForge.Quality.Recasting;

namespace SceneForge.Production.Recasting;

/// <summary>What a check of a whole dataset found.</summary>
public sealed record RecastResult(RecastTally Pixels, RecastTally Beams, RecastTally Projections)
{
    public static RecastResult Empty { get; } = new(RecastTally.Empty, RecastTally.Empty, RecastTally.Empty);

    public IEnumerable<(string What, RecastTally Tally)> Rows =>
        [("Pixels cast again", Pixels), ("Beams cast again", Beams), ("Points in pictures", Projections)];
}

/// <summary>Compares every frame of a dataset with its scenario and its sensors with each other; frames are independent.</summary>
public sealed class RecastJob(DatasetReader dataset, IRecaster recaster, int pixels, int beams, int jobs)
{
    private readonly PixelRecast _pixels = new(dataset.Seed, pixels);
    private readonly BeamRecast _beams = new(dataset.Seed, beams);

    /// <summary>Frames, by sequence and number, that cannot be read: they are left out.</summary>
    public IReadOnlySet<(int Sequence, int Frame)> Unreadable { get; init; } = new HashSet<(int, int)>();

    /// <summary>Frames to compare.</summary>
    public int Steps => dataset.Sequences.Sum(n => dataset.OpenSequence(n).FrameTimes.Length);

    /// <param name="frameDone">Called after each frame.</param>
    public async Task<RecastResult> RunAsync(Action frameDone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frameDone);
        RecastResult result = RecastResult.Empty;
        foreach (SequenceReader sequence in dataset.Sequences.Select(dataset.OpenSequence))
        {
            IRecastWorld world = recaster.Open(sequence);
            RecastResult[] frames = new RecastResult[sequence.FrameTimes.Length];
            await Parallel.ForAsync(0, frames.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
                (frame, _) =>
            {
                frames[frame] = Unreadable.Contains((sequence.Number, frame)) ? RecastResult.Empty : Compare(sequence, world, frame);
                frameDone();
                return ValueTask.CompletedTask;
            });
            // In the order of the frames, so that the result does not depend on the threads.
            result = frames.Aggregate(result, (a, b) => new RecastResult(a.Pixels + b.Pixels, a.Beams + b.Beams, a.Projections + b.Projections));
        }

        return result;
    }

    private RecastResult Compare(SequenceReader sequence, IRecastWorld world, int number)
    {
        StoredFrame frame = sequence.ReadFrame(number);
        RecastTally pixelTally = RecastTally.Empty;
        RecastTally beamTally = RecastTally.Empty;
        RecastTally projections = RecastTally.Empty;
        foreach (StoredSweep sweep in frame.Lidars)
        {
            beamTally += _beams.Compare(sequence, sweep, number, world);
        }

        foreach (StoredPicture picture in frame.Cameras)
        {
            IRecastView view = world.View(picture.Camera, number);
            pixelTally += _pixels.Compare(sequence, picture, number, view);
            foreach (StoredSweep sweep in frame.Lidars)
            {
                projections += SweepProjection.Compare(sequence, frame, sweep, picture, world, view);
            }
        }

        return new RecastResult(pixelTally, beamTally, projections);
    }
}
