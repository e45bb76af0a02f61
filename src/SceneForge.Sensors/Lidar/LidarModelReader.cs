using SceneForge.Base.Input;
using SceneForge.Base.Numerics;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Reads a LiDAR's data sheet as JSON; <c>scenarios/lidar.schema.json</c> describes every member. Lengths in metres, angles in degrees.
/// </summary>
public static class LidarModelReader
{
    private const int MaxFirings = 4_000_000;

    /// <exception cref="InputException">The file is not a LiDAR.</exception>
    public static LidarModel Read(string path)
    {
        JsonNode root = JsonFile.Read(path);
        double rate = root.Get("rate").AsNumber(0.1, 200);
        long periodNs = (long)Math.Round(1e9 / rate);
        JsonNode range = root.Get("range");
        JsonNode beam = root.Get("beam");
        JsonNode detection = root.Get("detection");
        JsonNode? intensity = root.Find("intensity");
        JsonNode farthest = range.Get("max");
        double minRange = range.Get("min").AsNumber(0, 100);
        LidarModel model = new()
        {
            Name = root.Get("name").AsString(),
            Source = root.Get("source").AsString(),
            PeriodNs = periodNs,
            Wavelength = root.Get("wavelength").AsNumber(400, 2500),
            MinRange = minRange,
            MaxRange = farthest.AsNumber(0.1, 2000),
            Divergence = beam.Get("divergence").AsNumber(0, 100) * 1e-3,
            Aperture = (beam.Find("aperture")?.AsNumber(0, 200) ?? 10) * 1e-3,
            SubRays = ReadRays(beam),
            PulseLength = beam.Get("pulse").AsNumber(0.1, 100),
            RangeAtTenPercent = detection.Get("range_at_10_percent").AsNumber(0.1, 2000),
            RangeNoise = detection.Find("range_noise")?.AsNumber(0, 10) ?? 0,
            FalseAlarmRate = detection.Find("false_alarm_rate")?.AsNumber(0, 1) ?? 0,
            FullOverlap = detection.Find("full_overlap")?.AsNumber(0, 100) ?? 0,
            SignalNoise = detection.Find("signal_noise")?.AsNumber(0, 0.3) ?? 0,
            IntensityBits = intensity?.Get("bits").AsInteger(1, 24) ?? 0,
            WhiteCode = intensity?.Get("white").AsNumber(1, 1e6) ?? 1,
            Returns = ReadReturns(root),
            Pattern = ReadScan(root.Get("scan"), periodNs),
        };
        if (model.MaxRange <= minRange)
        {
            throw farthest.Fail("The largest range is not above the smallest.", "Give a larger \"max\" or a smaller \"min\".");
        }

        if (intensity is not null && model.WhiteCode > (1L << model.IntensityBits) - 1)
        {
            throw intensity.Get("white").Fail($"{model.IntensityBits} bits do not hold it.", "Give a smaller \"white\" or more \"bits\".");
        }

        intensity?.Finish();
        foreach (JsonNode node in new[] { range, beam, detection, root })
        {
            node.Finish();
        }

        return model;
    }

    private static int ReadRays(JsonNode beam)
    {
        if (beam.Find("rays") is not { } node)
        {
            return 1;
        }

        int rays = node.AsInteger(1, 19);
        return rays is 1 or 7 or 19 ? rays : throw node.Fail($"A beam has no {rays} rays.", "Use 1, 7 (a ring around the middle) or 19 (two rings).");
    }

    private static ReturnMode ReadReturns(JsonNode root) => root.Find("returns")?.AsChoice("strongest", "last", "dual", "triple") switch
    {
        "last" => ReturnMode.Last,
        "dual" => ReturnMode.Dual,
        "triple" => ReturnMode.Triple,
        _ => ReturnMode.Strongest,
    };

    private static ScanPattern ReadScan(JsonNode scan, long periodNs)
    {
        JsonNode? spinning = scan.Find("spinning");
        JsonNode? rosette = scan.Find("rosette");
        scan.Finish();
        return (spinning, rosette) switch
        {
            ({ } s, null) => ReadSpinning(s, periodNs),
            (null, { } r) => ReadRosette(r, periodNs),
            _ => throw scan.Fail("A LiDAR scans in one way.", "Give either \"spinning\" or \"rosette\"."),
        };
    }

    private static SpinningPattern ReadSpinning(JsonNode node, long periodNs)
    {
        JsonNode columns = node.Get("columns");
        int count = columns.AsInteger(1, MaxFirings);
        double field = StrictMath.Radians(node.Find("field")?.AsNumber(1, 360) ?? 360);
        bool clockwise = node.Find("clockwise")?.AsBoolean() ?? true;
        double[] elevations = Numbers(node.Get("elevations"), -90, 90);
        if (elevations.Length == 0)
        {
            throw node.Get("elevations").Fail("The LiDAR has no laser.", "Give the elevation of at least one.");
        }

        double[] azimuths = Matching(node, "azimuths", elevations.Length, -90, 90);
        double[] times = Matching(node, "times", elevations.Length, 0, periodNs * 1e-3);
        node.Finish();
        if ((long)count * elevations.Length > MaxFirings)
        {
            throw columns.Fail($"The sweep would have {(long)count * elevations.Length} firings.",
                $"Keep columns times lasers at {MaxFirings} or below.");
        }

        LaserChannel[] channels = [.. elevations.Select((e, i) => new LaserChannel(StrictMath.Radians(e), StrictMath.Radians(azimuths[i]),
            times[i] * 1e3))];
        return new SpinningPattern(count, field, periodNs, clockwise, channels);
    }

    private static RosettePattern ReadRosette(JsonNode node, long periodNs)
    {
        double field = StrictMath.Radians(node.Get("field").AsNumber(1, 120));
        JsonNode prisms = node.Get("prisms");
        double[] speeds = Numbers(prisms, -10_000, 10_000);
        if (speeds.Length != 2)
        {
            throw prisms.Fail($"{speeds.Length} speeds are given.",
                "Give the speeds of both prisms, turns a second; a minus sign turns the other way.");
        }

        int points = node.Get("points").AsInteger(1, MaxFirings);
        node.Finish();
        return new RosettePattern(field, speeds[0], speeds[1], points, periodNs);
    }

    private static double[] Matching(JsonNode node, string name, int count, double min, double max)
    {
        if (node.Find(name) is not { } list)
        {
            return new double[count];
        }

        double[] numbers = Numbers(list, min, max);
        return numbers.Length == count
            ? numbers
            : throw list.Fail($"There are {numbers.Length} {name} for {count} lasers.", "Give one for each of \"elevations\", in their order.");
    }

    private static double[] Numbers(JsonNode list, double min, double max) => [.. list.Items().Select(n => n.AsNumber(min, max))];
}
