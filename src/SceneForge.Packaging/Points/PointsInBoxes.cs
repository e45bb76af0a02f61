using System.Collections.Immutable;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Points;

/// <summary>A box as a LiDAR sees it.</summary>
/// <param name="LidarFromBox">Of the box's centre: x along the length, y along the width, z along the height.</param>
/// <param name="Size">Length, width, height, metres.</param>
internal readonly record struct SensorBox(Pose LidarFromBox, Double3 Size);

/// <summary>
/// Counts the points within boxes, faces included, as nuscenes-devkit's points_in_box does: whatever threw them back, and whosever they are.
/// A grid over the ground plan says which boxes a point can lie in, so that most points are asked nothing.
/// </summary>
internal sealed class PointsInBoxes
{
    private const float CellSize = 2;
    private const int Cells = 128;
    private const float Edge = CellSize * Cells / 2;

    private readonly Place[] _boxes;
    private readonly List<int>?[] _inCell = new List<int>?[Cells * Cells];

    public PointsInBoxes(ImmutableArray<SensorBox> boxes)
    {
        _boxes = [.. boxes.Select(Place.Of)];
        for (int i = 0; i < boxes.Length; i++)
        {
            Double3 centre = boxes[i].LidarFromBox.Translation;
            double reach = boxes[i].Size.Length / 2;
            for (int y = Cell(centre.Y - reach); y <= Cell(centre.Y + reach); y++)
            {
                for (int x = Cell(centre.X - reach); x <= Cell(centre.X + reach); x++)
                {
                    (_inCell[Cells * y + x] ??= []).Add(i);
                }
            }
        }
    }

    /// <summary>How many of the points lie in each box, in the order of the boxes.</summary>
    public int[] Count(ReadOnlySpan<LidarPoint> points)
    {
        int[] counts = new int[_boxes.Length];
        foreach (ref readonly LidarPoint point in points)
        {
            if (_inCell[Cells * Cell(point.Y) + Cell(point.X)] is { } near)
            {
                Double3 place = new(point.X, point.Y, point.Z);
                foreach (int i in near)
                {
                    counts[i] += _boxes[i].Holds(place) ? 1 : 0;
                }
            }
        }

        return counts;
    }

    // What lies beyond the grid belongs to the cells at its edge.
    private static int Cell(double metres) => (int)((Math.Clamp(metres, -Edge, Edge - CellSize / 2) + Edge) / CellSize);

    private readonly record struct Place(Double3 Centre, Double3 X, Double3 Y, Double3 Z, Double3 Half)
    {
        public static Place Of(SensorBox box)
        {
            Pose pose = box.LidarFromBox;
            return new Place(pose.Translation, pose.ApplyDirection(Double3.UnitX), pose.ApplyDirection(Double3.UnitY),
                pose.ApplyDirection(Double3.UnitZ), box.Size / 2);
        }

        public bool Holds(Double3 place)
        {
            Double3 from = place - Centre;
            return Math.Abs(Double3.Dot(from, X)) <= Half.X && Math.Abs(Double3.Dot(from, Y)) <= Half.Y && Math.Abs(Double3.Dot(from, Z)) <= Half.Z;
        }
    }
}
