namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Turns a beam's echoes into returns: echoes that overlap in time become one, noise is added, what stays below the threshold is lost, and
/// the model's mode picks from the rest.
/// </summary>
internal readonly struct EchoReceiver(LidarModel model)
{
    /// <summary>Standard deviation of the receiver's noise, as a share of the threshold.</summary>
    public const double NoiseShare = 0.2;

    private readonly double _threshold = model.Threshold;

    /// <summary>Works in place.</summary>
    /// <returns>Number of returns, strongest first, at the front of <paramref name="echoes"/>.</returns>
    public int Receive(Span<Echo> echoes, ref FiringRandom random)
    {
        // Nearly all beams: nothing to merge and nothing to choose.
        if (echoes.Length == 1)
        {
            return Detect(ref echoes[0], ref random) ? 1 : 0;
        }

        int merged = Merge(echoes);
        int kept = 0;
        for (int i = 0; i < merged; i++)
        {
            if (Detect(ref echoes[i], ref random))
            {
                echoes[kept++] = echoes[i];
            }
        }

        return Choose(echoes[..kept]);
    }

    // A group's range is the mean by signal: where a beam lies over an edge, points between the two surfaces appear, as they do in the world.
    // What the air throws back within a pulse of a stronger surface is lost in its echo, so that a surface's point lies on surfaces; and the
    // other way round.
    private int Merge(Span<Echo> echoes)
    {
        SortByRange(echoes);
        int groups = 0;
        int start = 0;
        while (start < echoes.Length)
        {
            int end = start + 1;
            while (end < echoes.Length && echoes[end].Range - echoes[end - 1].Range < model.RangeResolution)
            {
                end++;
            }

            EchoGroup surface = default;
            EchoGroup air = default;
            for (int i = start; i < end; i++)
            {
                ref EchoGroup group = ref echoes[i].Cause == PointCause.Surface ? ref surface : ref air;
                group.Add(echoes[i]);
            }

            echoes[groups++] = surface.Signal >= air.Signal && surface.Count > 0 ? surface.Whole : air.Whole;
            start = end;
        }

        return groups;
    }

    // Adds the receiver's noise; false where the echo is lost.
    private bool Detect(ref Echo echo, ref FiringRandom random)
    {
        double threshold = _threshold;
        double floor = NoiseShare * threshold;
        double spread = model.SignalNoise * echo.Signal;
        double signal = echo.Signal + Math.Sqrt(floor * floor + spread * spread) * random.Normal();
        if (signal < threshold)
        {
            return false;
        }

        double range = echo.Range;
        if (model.RangeNoise > 0)
        {
            // Timing jitter falls with the signal's distance from the noise.
            range += model.RangeNoise * Math.Sqrt(1 + 8 * threshold / signal) * random.Normal();
        }

        (echo.Range, echo.Signal) = (range, signal);
        return range >= model.MinRange && range <= model.MaxRange;
    }

    private int Choose(Span<Echo> echoes)
    {
        if (echoes.IsEmpty)
        {
            return 0;
        }

        int last = 0;
        for (int i = 1; i < echoes.Length; i++)
        {
            last = echoes[i].Range > echoes[last].Range ? i : last;
        }

        if (model.Returns == ReturnMode.Last)
        {
            echoes[0] = echoes[last];
            return 1;
        }

        Echo farthest = echoes[last];
        SortBySignal(echoes);
        switch (model.Returns)
        {
            case ReturnMode.Strongest:
                return 1;
            case ReturnMode.Dual when echoes.Length > 1:
                echoes[1] = echoes[0] == farthest ? echoes[1] : farthest;
                return 2;
            case ReturnMode.Dual:
                return 1;
            default:
                return Math.Min(3, echoes.Length);
        }
    }

    // Insertion sorts: a beam has a handful of echoes.
    private static void SortByRange(Span<Echo> echoes)
    {
        for (int i = 1; i < echoes.Length; i++)
        {
            Echo echo = echoes[i];
            int at = i;
            for (; at > 0 && echoes[at - 1].Range > echo.Range; at--)
            {
                echoes[at] = echoes[at - 1];
            }

            echoes[at] = echo;
        }
    }

    private static void SortBySignal(Span<Echo> echoes)
    {
        for (int i = 1; i < echoes.Length; i++)
        {
            Echo echo = echoes[i];
            int at = i;
            for (; at > 0 && echoes[at - 1].Signal < echo.Signal; at--)
            {
                echoes[at] = echoes[at - 1];
            }

            echoes[at] = echo;
        }
    }
}
