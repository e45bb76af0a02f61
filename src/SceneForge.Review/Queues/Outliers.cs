using SceneForge.Review.Data;

namespace SceneForge.Review.Queues;

/// <summary>
/// Pictures that show far more or far less than others of their camera, by objects in view and by the pixels that these cover: modified z-scores
/// beyond 3.5, 0.6745 (x - median) / MAD (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
/// </summary>
internal static class Outliers
{
    private const double Limit = 3.5;
    // Of fewer pictures a median says little.
    private const int Fewest = 20;

    /// <returns>A sentence for each picture that is one.</returns>
    public static IReadOnlyDictionary<int, string> Find(ReviewedDataset dataset, FrameFacts facts)
    {
        Dictionary<int, string> found = [];
        int cameras = dataset.Cameras.Length;
        for (int camera = 0; camera < cameras && dataset.Count / cameras >= Fewest; camera++)
        {
            int[] pictures = [.. Enumerable.Range(0, dataset.Count / cameras).Select(i => i * cameras + camera)];
            Mark(pictures, i => facts.Extent(i).Objects, "objects in view", x => x, found);
            // Logarithms: areas spread over decades.
            Mark(pictures, i => Math.Log(1 + facts.Extent(i).Pixels), "pixels of objects", x => Math.Exp(x) - 1, found);
        }

        return found;
    }

    private static void Mark(int[] pictures, Func<int, double> valueOf, string name, Func<double, double> shown, Dictionary<int, string> found)
    {
        double[] values = [.. pictures.Select(valueOf)];
        double median = Median(values);
        double spread = Median([.. values.Select(v => Math.Abs(v - median))]);
        for (int i = 0; spread > 0 && i < values.Length; i++)
        {
            if (0.6745 * Math.Abs(values[i] - median) / spread > Limit)
            {
                found.TryAdd(pictures[i], FormattableString.Invariant($"outlier: {shown(values[i]):N0} {name}, {shown(median):N0} is usual"));
            }
        }
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
