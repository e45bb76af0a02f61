using SceneForge.Base.Geometry;
using SceneForge.World.Roads;

namespace SceneForge.World.Simulation.Motions;

/// <summary>The way of a body along its bending lane, as a chain of short straight pieces in the ground plane.</summary>
internal sealed class LaneAhead
{
    private const double Piece = 2;

    // A lane that strays less than this from straight on is straight, metres.
    private const double Straight = 1e-3;

    private readonly Double3[] _points;

    private LaneAhead(Double3[] points) => _points = points;

    /// <summary>The way of the body's origin; null where it leads straight on.</summary>
    /// <param name="sight">Metres.</param>
    public static LaneAhead? Of(Mover self, IRoadNetwork roads, double sight)
    {
        if (self.Lane is not { } lane)
        {
            return null;
        }

        Pose selfFromWorld = self.Pose.Inverse();
        List<Double3> points = [self.Pose.Translation with { Z = 0 }];
        double to = self.LaneChange?.To ?? lane.Offset;
        double changed = (self.LaneChange?.Remaining ?? 0) * self.Speed;
        bool bends = false;
        for (double way = Piece; way <= sight + self.Body.Max.X && roads.Advance(lane, way) is { } next; way += Piece)
        {
            double share = changed > 0 ? Math.Min(1, way / changed) : 1;
            Double3 point = roads.PoseAt(next with { Offset = lane.Offset + (to - lane.Offset) * share }).Translation;
            points.Add(point with { Z = 0 });
            bends |= Math.Abs(selfFromWorld.Apply(point).Y) > Straight;
        }

        return bends && self.LaneChange is null ? new LaneAhead([.. points]) : null;
    }

    /// <summary>Where another body is along and beside the way; false where it is not near it.</summary>
    /// <param name="seen">Its outline: x along the way, y to its left.</param>
    /// <param name="heading">Its heading against the way, x along it and y to its left.</param>
    public bool Project(Pose worldFromOther, Box3 body, ref Box3 seen, ref Double3 heading)
    {
        Box3 box = Box3.Empty;
        Double3 forward = worldFromOther.ApplyDirection(Double3.UnitX);
        foreach (Double3 corner in Footprint.Of(body, worldFromOther).Corners())
        {
            double best = double.PositiveInfinity;
            Double3 at = default;
            for (int i = 0; i + 1 < _points.Length; i++)
            {
                Double3 way = _points[i + 1] - _points[i];
                double length = way.Length;
                Double3 along = way * (1 / length);
                Double3 d = corner - _points[i];
                double x = Double3.Dot(d, along);
                // The first piece leads on backwards, too, and the last one forwards.
                double inside = Math.Clamp(x, i == 0 ? double.NegativeInfinity : 0, i + 2 == _points.Length ? double.PositiveInfinity : length);
                double off = (d - along * inside).Length;
                if (off < best)
                {
                    best = off;
                    at = new Double3(i * Piece + inside, along.X * d.Y - along.Y * d.X, 0);
                    heading = new Double3(Double3.Dot(forward, along), along.X * forward.Y - along.Y * forward.X, 0);
                }
            }

            box = box.Include(at);
        }

        seen = box;
        return _points.Length > 1;
    }
}
