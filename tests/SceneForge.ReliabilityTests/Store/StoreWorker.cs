using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using SceneForge.Tests.Frames;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>
/// Writes a small dataset as <c>run</c> does, in a process of its own: says "begin" and "done" around each frame, waits for sequences that others
/// hold, and ends with 0 when all are complete, with 75 where the disk refuses.
/// </summary>
internal static class StoreWorker
{
    public const int Sequences = 12;
    public const int FramesEach = 2;

    /// <param name="pause">Milliseconds that a frame takes before it is written, as rendering does.</param>
    public static int Run(string folder, int pause) => Run(folder, Sequences, pause, Disk.Real, Console.WriteLine);

    /// <param name="say">Gets "begin" and "done" with the numbers of sequence and frame.</param>
    public static int Run(string folder, int sequences, int pause, Disk disk, Action<string> say)
    {
        try
        {
            using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Variations = sequences }, null, disk);
            while (Enumerable.Range(0, sequences).Any(n => !dataset.IsComplete(n)))
            {
                for (int number = 0; number < sequences; number++)
                {
                    WriteSequence(dataset, number, pause, say);
                }

                Thread.Sleep(1);
            }

            return 0;
        }
        catch (Exception e) when (e is IOException || e is AggregateException { InnerExceptions: var all } && all.All(i => i is IOException))
        {
            Console.Error.WriteLine(e.Message);
            return 75;
        }
    }

    private static void WriteSequence(DatasetWriter dataset, int number, int pause, Action<string> say)
    {
        if (dataset.IsComplete(number) || dataset.TryBegin(SampleFrames.Header(number)) is not { } writer)
        {
            return;
        }

        using (writer)
        {
            for (int frame = 0; frame < FramesEach; frame++)
            {
                if (writer.IsWanted(frame))
                {
                    say($"begin {number} {frame}");
                    Thread.Sleep(pause);
                    Parallel.For(0, SampleFrames.Pieces, piece => SampleFrames.WritePiece(writer, frame, piece));
                    say($"done {number} {frame}");
                }
            }

            writer.Complete();
        }
    }
}
