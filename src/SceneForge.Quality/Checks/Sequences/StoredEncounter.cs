using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;
using SceneForge.World.Simulation;

namespace SceneForge.Quality.Checks.Sequences;

/// <summary>How two bodies stand to each other by the stored boxes, against a promise.</summary>
internal static class StoredEncounter
{
    // Between two frames bodies are taken to move evenly: braking with 8 m/s2 for 0.2 s is off by 4 cm.
    private const double BetweenFrames = 0.1;
    private const double Rounding = 1e-6;

    /// <summary>A body at an instant.</summary>
    public sealed record Body(Pose WorldFromBox, Double3 Size, double Speed);

    /// <summary>Outlines' distance in the ground plane, and by how much it may be off.</summary>
    public static (double Value, double Slack) Distance(Body from, Body to) => (Outline(from).Distance(Outline(to)), 0);

    /// <summary>
    /// Seconds until the front of one reaches the height of the other's centre; the promise means its origin, somewhere in its box.
    /// </summary>
    public static (double Value, double Slack) TimeToCollision(Body from, Body to)
    {
        Double3 half = from.Size * 0.5;
        double value = Encounter.TimeToCollision(from.WorldFromBox, new Box3(-half, half), from.Speed, to.WorldFromBox.Translation);
        return (value, (to.Size.X / 2 + BetweenFrames) / Math.Max(from.Speed, 0.1));
    }

    public static SequenceViolation? Check(SequenceData sequence, JsonNode clause, string pointer, string unit, Func<Body, Body,
        (double Value, double Slack)> measure)
    {
        string from = clause.Get("from").AsString();
        string to = clause.Get("to").AsString();
        double min = clause.Find("min")?.AsNumber() ?? 0;
        double max = clause.Find("max")?.AsNumber() ?? double.PositiveInfinity;
        JsonNode at = clause.Get("at");
        List<(int Frame, double Value, double Beyond)> found = [];
        if (at.IsObject)
        {
            if (sequence.Tables.Sequence.Events.TryGetValue(at.Get("event").AsString(), out long timeNs)
                && FrameBefore(sequence, timeNs) is { } frame)
            {
                Add(frame, timeNs, BetweenFrames);
            }
        }
        else
        {
            foreach (CheckedFrame frame in sequence.Frames.Where(f => f.Frame is not null))
            {
                Add(frame.Number, frame.Frame!.TimeNs, Rounding);
            }
        }

        bool anyWill = at.IsString && at.AsString() == "any_frame";
        if (found.Count == 0 || (anyWill ? found.Exists(f => f.Beyond <= 0) : found.TrueForAll(f => f.Beyond <= 0)))
        {
            return null;
        }

        (int worst, double value, double beyond) = anyWill ? found.MinBy(f => f.Beyond) : found.MaxBy(f => f.Beyond);
        return new SequenceViolation(worst, Finding.NoSensor, new Violation(beyond, 0,
            string.Create(CultureInfo.InvariantCulture, $"{pointer} promises {min:0.##} to {max:0.##} {unit} from {from} to {to}; the boxes give "
                + $"{value:0.00} {unit}.")));

        void Add(int frame, long timeNs, double slack)
        {
            if (BodyAt(sequence, from, frame, timeNs) is { } a && BodyAt(sequence, to, frame, timeNs) is { } b)
            {
                (double value, double own) = measure(a, b);
                found.Add((frame, value, Math.Max(min - value, value - max) - slack - own));
            }
        }
    }

    private static Footprint Outline(Body body) => Footprint.Of(new Box3(body.Size * -0.5, body.Size * 0.5), body.WorldFromBox);

    private static int? FrameBefore(SequenceData sequence, long timeNs)
    {
        int next = sequence.Frames.Count(f => sequence.Tables.Sequence.FrameTimes[f.Number] <= timeNs);
        return next > 0 && next < sequence.Frames.Length ? next - 1 : null;
    }

    // Null where a frame cannot be read or the body is beyond what labels list.
    private static Body? BodyAt(SequenceData sequence, string name, int frame, long timeNs)
    {
        (StoredFrame? now, StoredFrame? next) = (sequence.Frames[frame].Frame, frame + 1 < sequence.Frames.Length ? sequence.Frames[frame + 1]
            .Frame : null);
        if (now is null || Box(sequence, now, name) is not { } here)
        {
            return null;
        }

        if (next is null || Box(sequence, next, name) is not { } there)
        {
            return timeNs == now.TimeNs ? new Body(here.WorldFromBox, here.Size, here.Speed) : null;
        }

        double seconds = (next.TimeNs - now.TimeNs) / 1e9;
        double t = (timeNs - now.TimeNs) / (double)(next.TimeNs - now.TimeNs);
        Double3 place = Double3.Lerp(here.WorldFromBox.Translation, there.WorldFromBox.Translation, t);
        double speed = name == sequence.Tables.Sequence.Objects[0].Name ? (there.WorldFromBox.Translation - here.WorldFromBox.Translation)
            .Length / seconds : here.Speed;
        return new Body(new Pose(place, Rotation.Slerp(here.WorldFromBox.Rotation, there.WorldFromBox.Rotation, t)), here.Size, speed);
    }

    private static ObjectBox? Box(SequenceData sequence, StoredFrame frame, string name)
    {
        SequenceReader stored = sequence.Tables.Sequence;
        return stored.Carrier is { } carrier && stored.Objects[0].Name == name
            ? new ObjectBox(stored.Objects[0].Id, name, stored.Objects[0].ClassId, frame.WorldFromVehicle * carrier.VehicleFromBox, carrier.Size, 0)
            : frame.Objects.FirstOrDefault(o => o.Box.Name == name)?.Box;
    }
}
