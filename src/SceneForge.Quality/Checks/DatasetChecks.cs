using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Quality.Measures;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Checks.Flow;
using SceneForge.Quality.Checks.Images;
using SceneForge.Quality.Checks.Pictures;
using SceneForge.Quality.Checks.Sequences;
using SceneForge.Quality.Checks.Sweeps;
using SceneForge.Quality.Checks.World;

namespace SceneForge.Quality.Checks;

/// <summary>Runs every check over stored frames; frames are independent and may be checked side by side.</summary>
public static class DatasetChecks
{
    public static ReadableCheck OfFiles { get; } = new();

    public static ImmutableArray<IPictureCheck> OfPictures { get; } =
    [
        new IdCheck(), new SkyCheck(), new MaskBoxCheck(), new TruncationCheck(), new KeypointCheck(), new DepthBoxCheck(), new FloatDepthCheck(),
            new FlowCheck(), new MovingFlowCheck(),
    ];

    public static ImmutableArray<ILumaCheck> OfLuma { get; } = [new BlackCheck(), new BlownOutCheck(), new EmptyCheck(), new BlurCheck()];

    public static ImmutableArray<ISweepCheck> OfSweeps { get; } = [new SweepCheck(), new SweepBoxCheck()];

    public static ImmutableArray<IFrameCheck> OfFrames { get; } = [new PoseCheck(), new OverlapCheck(), new GroundCheck()];

    public static ImmutableArray<ISequenceCheck> OfSequences { get; } = [new FrozenCheck(), new PromiseCheck()];

    /// <summary>All checks, in the order of reports.</summary>
    public static ImmutableArray<ICheck> All { get; } = [OfFiles, .. OfPictures, .. OfLuma, .. OfSweeps, .. OfFrames, .. OfSequences];

    /// <summary>Checks that cannot run on this machine, with the reason and what mends it.</summary>
    public static ImmutableSortedDictionary<string, string> NotRun =>
        All.Where(c => c.NotRun is not null).ToImmutableSortedDictionary(c => c.Name, c => c.NotRun!, StringComparer.Ordinal);

    /// <summary>Names of all checks, in the order of reports.</summary>
    public static IEnumerable<string> Names => All.Select(c => c.Name);

    /// <summary>Checks one frame of a sequence.</summary>
    /// <param name="seen">Called with every picture that can be read, for others who need its channels.</param>
    public static CheckedFrame Frame(SequenceTables tables, int number, Action<PictureData>? seen = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        List<Finding> findings = [];
        if (ReadLabels(tables, number, out string damage) is not { } frame)
        {
            Add(OfFiles, Finding.NoSensor, ReadableCheck.Unreadable(damage));
            return new CheckedFrame(number, null, [], [.. findings]);
        }

        StoredFrame? next = number + 1 < tables.Sequence.FrameTimes.Length ? ReadLabels(tables, number + 1, out _) : null;
        List<PictureData> pictures = [];
        List<PictureSummary> summaries = [];
        foreach (StoredPicture picture in frame.Cameras)
        {
            if (PictureData.TryRead(tables, picture, next?.Cameras.FirstOrDefault(p => p.Camera == picture.Camera),
                out string reason) is not { } data)
            {
                Add(OfFiles, picture.Camera, ReadableCheck.Unreadable(reason));
                continue;
            }

            pictures.Add(data);
            Array.ForEach([.. OfPictures], c => Add(c, picture.Camera, c.Find(data)));
            using PictureLuma? luma = OpenCvLibrary.Problem is null ? new(data.Rgb, data.Camera.Width, data.Camera.Height) : null;
            Array.ForEach([.. OfLuma.Where(_ => luma is not null)], c => Add(c, picture.Camera, c.Find(data, luma!)));
            summaries.Add(PictureSummary.Of(data, luma));
            seen?.Invoke(data);
        }

        FrameData whole = new(tables, frame, [.. pictures]);
        Array.ForEach([.. OfFrames], c => Add(c, Finding.NoSensor, c.Find(whole)));

        foreach (StoredSweep sweep in frame.Lidars)
        {
            Sweep(sweep);
        }

        return new CheckedFrame(number, frame, [.. summaries], [.. findings]);

        void Sweep(StoredSweep sweep)
        {
            SweepData data;
            try
            {
                (double speed, double turning) = MotionOf(tables, frame, next);
                data = new SweepData(tables, frame, sweep, speed, turning);
            }
            catch (InputException e)
            {
                Add(OfFiles, sweep.Lidar, ReadableCheck.Unreadable($"{sweep.File}: {e.Errors[0].Message}"));
                return;
            }

            Array.ForEach([.. OfSweeps], c => Add(c, sweep.Lidar, c.Find(data)));
        }

        void Add(ICheck check, string sensor, Violation? found)
        {
            if (found is not null)
            {
                findings.Add(Of(check, tables, number, sensor, found));
            }
        }
    }

    /// <summary>What is wrong in a sequence as a whole, once its frames are checked.</summary>
    public static ImmutableArray<Finding> Sequence(SequenceData sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return [.. OfSequences.Where(c => c.NotRun is null)
            .SelectMany(c => c.Find(sequence).Select(v => Of(c, sequence.Tables, v.Frame, v.Sensor, v.Violation)))];
    }

    private static Finding Of(ICheck check, SequenceTables tables, int frame, string sensor, Violation found) =>
        new(check.Name, check.Severity, tables.Sequence.Number, frame, sensor, Finite(found.Measured), Finite(found.Limit), found.Sentence);

    // JSON has no infinity.
    private static double Finite(double value) => double.IsFinite(value) ? value : double.MaxValue;

    private static StoredFrame? ReadLabels(SequenceTables tables, int frame, out string damage)
    {
        try
        {
            StoredFrame read = tables.Sequence.ReadFrame(frame);
            damage = tables.UnknownClass(read) is { } id ? $"{DatasetLayout.Labels(frame)}: dataset.json has no class {id}." : "";
            return damage.Length == 0 ? read : null;
        }
        catch (InputException e)
        {
            damage = $"{DatasetLayout.Labels(frame)}: {e.Errors[0].Message}";
            return null;
        }
    }

    // A turn within a second is not even: between two frames it may be twice as fast as their poses say.
    private static (double Speed, double Turning) MotionOf(SequenceTables tables, StoredFrame frame, StoredFrame? next)
    {
        StoredFrame? other = next ?? (frame.Frame > 0 ? ReadLabels(tables, frame.Frame - 1, out _) : null);
        if (other is null)
        {
            return (0, 0);
        }

        double seconds = Math.Abs(other.TimeNs - frame.TimeNs) / 1e9;
        Pose turn = frame.WorldFromVehicle.Inverse() * other.WorldFromVehicle;
        double trace = turn.ApplyDirection(Double3.UnitX).X + turn.ApplyDirection(Double3.UnitY).Y + turn.ApplyDirection(Double3.UnitZ).Z;
        double angle = Math.Acos(Math.Clamp((trace - 1) / 2, -1, 1));
        return (turn.Translation.Length / seconds, 2 * angle / seconds);
    }
}
