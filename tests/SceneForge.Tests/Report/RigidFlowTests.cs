using SceneForge.Base.Geometry;
using SceneForge.Quality.Checks.Flow;
using SceneForge.Sensors.Cameras;
using Xunit;

namespace SceneForge.Tests.Report;

public sealed class RigidFlowTests
{
    // Driving forward by t, a place at depth d and x = X/d shows at x d / (d - t): its derivative by d is -x t / (d - t)^2.
    [Theory]
    [InlineData(0.5, 12)]
    [InlineData(4, 12)]
    [InlineData(8, 30)]
    public void A_step_of_depth_spreads_as_the_derivative_says(double forward, double depth)
    {
        CameraModel camera = new(640, 360, 500, 500, 320, 180);
        RigidFlow flow = new(camera, new Pose(new Double3(0, 0, -forward), Rotation.Identity));
        const int column = 600;
        double x = (column + 0.5 - camera.Cx) / camera.Fx;
        double expected = camera.Fx * x * forward / Math.Pow(depth - forward, 2) * FlowCheck.HalfDepthStep;
        Assert.Equal(expected, flow.Spread(column, 180, depth, FlowCheck.HalfDepthStep), 0.01 * expected);
    }

    [Fact]
    public void What_the_next_camera_does_not_see_has_no_bound() =>
        Assert.Equal(double.PositiveInfinity, new RigidFlow(new CameraModel(640, 360, 500, 500, 320, 180),
            new Pose(new Double3(0, 0, -9), Rotation.Identity)).Spread(10, 10, 9.5, 1));
}
