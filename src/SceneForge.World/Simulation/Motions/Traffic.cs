using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Roads;
using SceneForge.World.Scenes;

namespace SceneForge.World.Simulation.Motions;

/// <summary>What a moving actor knows of the others: the state of all at the beginning of the step.</summary>
internal sealed class Traffic(Scene scene, ImmutableArray<Mover> movers)
{
    private const double SideClearance = 0.3;
    private const double Sight = 80;

    // Who drives the same way and comes over is seen to come before being there: by the side that its drift takes it to within this many seconds.
    private const double Foresight = 1.5;
    private const double SameWay = 0.8;

    private (Pose Pose, double Speed)[] _before = [];

    /// <summary>Null in a scene without roads, where nobody follows lanes.</summary>
    public IRoadNetwork? Roads { get; } = scene.Roads;

    public IGround Ground { get; } = scene.Ground;

    /// <summary>What actors were told to do and could not, in order of time.</summary>
    public List<MotionFault> Faults { get; } = [];

    /// <summary>Time of the step under way, nanoseconds.</summary>
    public long TimeNs { get; private set; }

    /// <summary>Remembers everyone's state, so that the order in which actors move does not matter.</summary>
    public void BeginStep(long timeNs)
    {
        TimeNs = timeNs;
        _before = [.. movers.Select(m => (m.Pose, m.Speed))];
    }

    /// <summary>Says that an actor cannot do what it was told, and why.</summary>
    public void Report(Mover self, string message, string mend)
    {
        // What follows from the first fault of a step is no news.
        int step = self.NextStep - 1;
        if (!Faults.Exists(f => f.Self == self && f.Step == step))
        {
            Faults.Add(new MotionFault(self, step, TimeNs, message, mend));
        }
    }

    /// <summary>
    /// Gap to and speed of the next body in the actor's way, or null where its way is free. The way is its lane: through a bend it is measured
    /// along the lane.
    /// </summary>
    public (double Gap, double Speed)? Leader(Mover self)
    {
        (double Gap, double Speed)? nearest = null;
        int index = movers.IndexOf(self);
        Pose selfFromWorld = _before[index].Pose.Inverse();
        LaneAhead? way = Roads is { } roads && movers.Length > 1 ? LaneAhead.Of(self, roads, Sight) : null;
        for (int i = 0; i < movers.Length; i++)
        {
            if (i == index)
            {
                continue;
            }

            Pose selfFromOther = selfFromWorld * _before[i].Pose;
            Box3 seen = Box3.Empty;
            foreach (Double3 corner in Footprint.Of(movers[i].Body, selfFromOther).Corners())
            {
                seen = seen.Include(corner);
            }

            Double3 heading = selfFromOther.ApplyDirection(Double3.UnitX);
            if (way is not null && !way.Project(_before[i].Pose, movers[i].Body, ref seen, ref heading))
            {
                continue;
            }

            double drift = heading.X > SameWay ? heading.Y * _before[i].Speed * Foresight : 0;
            seen = seen.Include(seen.Min + new Double3(0, Math.Min(drift, 0), 0)).Include(seen.Max + new Double3(0, Math.Max(drift, 0), 0));
            double gap = seen.Min.X - self.Body.Max.X;
            bool inWay = seen.Max.X > self.Body.Max.X && gap < Sight
                && seen.Min.Y < self.Body.Max.Y + SideClearance && seen.Max.Y > self.Body.Min.Y - SideClearance;
            if (inWay && (nearest is null || gap < nearest.Value.Gap))
            {
                nearest = (Math.Max(gap, 0.01), heading.X * _before[i].Speed);
            }
        }

        return nearest;
    }
}
