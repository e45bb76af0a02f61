using SceneForge.Base.Geometry;

namespace SceneForge.Frames.Storage;

/// <summary>
/// Where the vehicle is between frames, from the frames' poses alone: a parabola through the three nearest places (exact while
/// acceleration is constant), a steady turn between two. Checks ask the simulation itself.
/// </summary>
public sealed class CarrierPath
{
    private readonly (double Time, Pose Pose)[] _known;

    /// <param name="frames">With null for those that cannot be read; at least one can.</param>
    public CarrierPath(IEnumerable<StoredFrame?> frames)
    {
        _known = [.. frames.OfType<StoredFrame>().Select(f => (f.TimeNs * 1e-9, f.WorldFromVehicle))];
        ArgumentOutOfRangeException.ThrowIfZero(_known.Length, nameof(frames));
    }

    /// <summary>World from vehicle.</summary>
    public Pose At(long timeNs)
    {
        double time = timeNs * 1e-9;
        int after = Array.FindIndex(_known, k => k.Time >= time);
        int end = Math.Clamp(after < 0 ? _known.Length - 1 : after, Math.Min(1, _known.Length - 1), _known.Length - 1);
        if (end == 0)
        {
            return _known[0].Pose;
        }

        (double Time, Pose Pose) a = _known[end - 1];
        (double Time, Pose Pose) b = _known[end];
        double t = (time - a.Time) / (b.Time - a.Time);
        return new Pose(Place(time, end), Rotation.Slerp(a.Pose.Rotation, b.Pose.Rotation, t));
    }

    // Lagrange's parabola; with two frames, a line.
    private Double3 Place(double time, int end)
    {
        bool before = end >= 2 && (end == _known.Length - 1 || time - _known[end - 1].Time < _known[end].Time - time);
        int first = before ? end - 2 : end - 1;
        int count = Math.Min(3, _known.Length - first);
        Double3 place = Double3.Zero;
        for (int i = first; i < first + count; i++)
        {
            double weight = 1;
            for (int j = first; j < first + count; j++)
            {
                weight *= j == i ? 1 : (time - _known[j].Time) / (_known[i].Time - _known[j].Time);
            }

            place += _known[i].Pose.Translation * weight;
        }

        return place;
    }
}
