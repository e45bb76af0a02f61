using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// The water that a vehicle's wheels throw up from a wet road: a box of mist behind it whose density grows with the square of its speed, as
/// track measurements show (Linnhoff et al. 2022). A plain model: no turbulence, and it stands still during a sweep.
/// </summary>
internal readonly struct SprayPlume
{
    private const double SlowestSpeed = 5;

    private readonly Pose _boxFromWorld;
    private readonly Double3 _min;
    private readonly Double3 _max;

    private SprayPlume(Pose boxFromWorld, Double3 min, Double3 max, double extinction)
    {
        _boxFromWorld = boxFromWorld;
        _min = min;
        _max = max;
        Extinction = extinction;
    }

    /// <summary>1/m, one way.</summary>
    public double Extinction { get; }

    /// <summary>The plumes of all vehicles that drive on a wet road.</summary>
    public static SprayPlume[] Of(WorldTimeline timeline, long timeNs, int carrier)
    {
        double wetness = timeline.Conditions.Wetness;
        if (wetness <= 0)
        {
            return [];
        }

        List<SprayPlume> plumes = [];
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            WorldObject item = timeline.Objects[i];
            if (i == carrier || item.Model.WheelBase <= 0 || item.Track.IsStill)
            {
                continue;
            }

            ObjectState state = item.Track.At(timeNs);
            if (state.Motion.Speed <= SlowestSpeed)
            {
                continue;
            }

            Box3 body = item.Model.BodyBox(state.Motion);
            double share = state.Motion.Speed / 15;
            Double3 min = new(body.Min.X - 0.4 * state.Motion.Speed, body.Min.Y, 0);
            Double3 max = new(body.Min.X, body.Max.Y, 0.8 * body.Max.Z);
            plumes.Add(new SprayPlume(state.WorldFromObject.Inverse(), min, max, 0.06 * Math.Min(1, wetness) * share * share));
        }

        return [.. plumes];
    }

    /// <summary>The stretch of a ray within the plume, metres; empty where it is missed.</summary>
    public (double Enter, double Leave) Within(Double3 origin, Double3 direction)
    {
        Double3 o = _boxFromWorld.Apply(origin);
        Double3 d = _boxFromWorld.ApplyDirection(direction);
        double enter = 0;
        double leave = double.PositiveInfinity;
        Slab(o.X, d.X, _min.X, _max.X, ref enter, ref leave);
        Slab(o.Y, d.Y, _min.Y, _max.Y, ref enter, ref leave);
        Slab(o.Z, d.Z, _min.Z, _max.Z, ref enter, ref leave);
        return leave > enter ? (enter, leave) : (0, 0);
    }

    /// <summary>Signal of the mist over one pulse at a range: the lidar ratio of water drops is about 18 sr.</summary>
    /// <param name="depth">How much of the plume lies before the place, metres: it dims the way there and back.</param>
    public double Signal(LidarModel model, double range, double depth) =>
        Math.PI * Extinction / 18 * model.RangeResolution / model.SpreadAt(range) * StrictMath.Exp(-2 * Extinction * depth);

    /// <summary>Depth into the plume at which the mist is taken for a target.</summary>
    /// <param name="uniform">In [0, 1).</param>
    public double Depth(double uniform) => -StrictMath.Log(1 - uniform) / (2 * Extinction);

    private static void Slab(double o, double d, double min, double max, ref double enter, ref double leave)
    {
        if (Math.Abs(d) < 1e-12)
        {
            leave = o < min || o > max ? -1 : leave;
            return;
        }

        double a = (min - o) / d;
        double b = (max - o) / d;
        enter = Math.Max(enter, Math.Min(a, b));
        leave = Math.Min(leave, Math.Max(a, b));
    }
}
