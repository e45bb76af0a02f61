using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Simulation;

public sealed class FootprintTests
{
    private static Footprint At(double x, double y, double yaw = 0) => new(new Double3(x, y, 0), yaw, 2, 1);

    [Fact]
    public void Distance_is_measured_between_the_nearest_edges_or_corners()
    {
        Assert.Equal(1.0, At(0, 0).Distance(At(5, 0)), 1e-12);
        Assert.Equal(3.0, At(0, 0).Distance(At(0, 5)), 1e-12);
        Assert.Equal(5.0, At(0, 0).Distance(At(7, 6)), 1e-12);
        // Turned by a right angle it reaches 1 m along x: 5 - 2 - 1. Cause of the tolerance: sine and cosine of pi/2.
        Assert.Equal(2.0, At(0, 0).Distance(At(5, 0, Math.PI / 2)), 1e-12);
    }

    [Fact]
    public void Bodies_that_cross_or_hold_each_other_overlap()
    {
        Assert.True(At(0, 0).Overlaps(At(3.9, 1.9)));
        Assert.True(At(0, 0).Overlaps(At(0, 0, Math.PI / 2)));
        Assert.True(At(0, 0).Overlaps(new Footprint(Double3.Zero, 0.3, 0.1, 0.1)));
        Assert.True(new Footprint(Double3.Zero, 0.3, 0.1, 0.1).Overlaps(At(0, 0)));
        Assert.False(At(0, 0).Overlaps(At(4.1, 0)));
    }
}
