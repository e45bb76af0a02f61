using SceneForge.Packaging.Points;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Packaging.Points;

/// <summary>Points in boxes are those that one box after the other finds among all, and a lattice has as many as its volume says.</summary>
public sealed class PointsInBoxesTests
{
    [Fact]
    public void A_box_holds_the_lattice_points_of_its_volume_faces_included()
    {
        // Every quarter of a metre from -2 to 2 in x, -1 to 1 in y, 0 to 1 in z, faces and all: exact in single precision.
        SensorBox box = new(Pose.At(0, 0, 0.5), new Double3(4, 2, 1));
        Assert.Equal([17 * 9 * 5], new PointsInBoxes([box]).Count(Lattice(Pose.Identity)));
        SensorBox turned = new(Pose.At(0, 0, 0.5, Math.PI / 2), new Double3(2.125, 4.125, 1.125));
        Assert.Equal([17 * 9 * 5], new PointsInBoxes([turned]).Count(Lattice(Pose.Identity)));
        Assert.Equal([0], new PointsInBoxes([new SensorBox(Pose.At(30, 0, 0.5), new Double3(4, 2, 1))]).Count(Lattice(Pose.Identity)));
    }

    [Fact]
    public void Boxes_beside_over_and_beyond_the_grid_find_their_points()
    {
        Pose[] places = [Pose.At(3.1, -7.4, 0.2, 0.3), Pose.At(127.5, 3, 1, 1.2), Pose.At(-128, -128, 0, 2), Pose.At(190, -175, 2, 0.7),
            Pose.At(-0.4, 240, 0, -1), Pose.At(3.6, -7.1, 0.4, 1.9)];
        SensorBox[] boxes = [.. places.Select(p => new SensorBox(p, new Double3(4.6, 1.9, 1.7)))];
        LidarPoint[] points = [.. places.SelectMany(Lattice)];
        int[] expected = [.. boxes.Select(box => points.Count(p =>
        {
            Double3 inBox = box.LidarFromBox.Inverse().Apply(new Double3(p.X, p.Y, p.Z));
            return Math.Abs(inBox.X) <= 2.3 && Math.Abs(inBox.Y) <= 0.95 && Math.Abs(inBox.Z) <= 0.85;
        }))];
        Assert.All(expected, n => Assert.InRange(n, 200, 2000));
        Assert.Equal(expected, new PointsInBoxes([.. boxes]).Count(points));
    }

    // 33 x 25 x 9 points, a quarter of a metre apart, from -4, -3 and -0.5 on.
    private static LidarPoint[] Lattice(Pose at) =>
        [.. Enumerable.Range(0, 33 * 25 * 9).Select(i => at.Apply(new Double3(i % 33 * 0.25 - 4, i / 33 % 25 * 0.25 - 3, i / 825 * 0.25 - 0.5)))
            .Select(p => new LidarPoint
            {
                X = (float)p.X, Y = (float)p.Y, Z = (float)p.Z, Intensity = 0, TimeOffsetNs = 0, Ring = 0, Segment = 0, Instance = 0, Class = 0,
                Return = 1, Cause = PointCause.Surface,
            })];
}
