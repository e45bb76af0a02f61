using SceneForge.Base.Geometry;
using SceneForge.Quality.Checks.Flow;
using SceneForge.Sensors.Cameras;
using Xunit;

namespace SceneForge.Tests.Checks;

/// <summary>What the step of stored depth may move a predicted flow.</summary>
public sealed class FlowRoundingTests
{
    // A camera that drives b ahead sees x at f x d / (d - b) from its centre, whose slope over d is -f x b / (d - b)^2.
    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(8)]
    public void It_is_the_slope_of_the_image_over_depth(double ahead)
    {
        const double focal = 500;
        CameraModel camera = new(640, 480, focal, focal, 320, 240);
        RigidFlow flow = new(camera, Pose.At(0, 0, -ahead));
        const ushort stored = 10 * 256;
        Assert.True(flow.TryPredict(600, 239, 10, out double u, out double v));
        double slope = focal * ((600.5 - 320) / focal) * ahead / ((10 - ahead) * (10 - ahead));
        double expected = slope * 0.5 / 256;
        Assert.InRange(flow.Rounding(600, 239, stored, u, v), expected * 0.99, expected * 1.02);
    }

    [Fact]
    public void Where_an_end_is_not_seen_nothing_can_be_said()
    {
        CameraModel camera = new(640, 480, 500, 500, 320, 240);
        RigidFlow flow = new(camera, Pose.At(0, 0, -9));
        Assert.True(flow.TryPredict(320, 240, 10, out double u, out double v));
        Assert.True(double.IsPositiveInfinity(flow.Rounding(320, 240, 10 * 256, u, v)));
    }
}
