using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Labels;

/// <summary>The box of an object alone within the image is that of its pixels there, not its whole box cut at the edges.</summary>
public sealed class AmodalBoxTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData(0.0002, 0)]
    [InlineData(null, 1000)]
    public void A_wall_that_is_highest_outside_the_image_has_a_lower_box_within_it(double? distortion, long rowTimeNs)
    {
        // 1 m to the left, from 0.5 to 5 m ahead, 1 m high; 50 pixels a unit. Its near end lies 100 pixels left of the middle, 50 outside the image,
        // and is 100 pixels high; its far end 10 left and 10 high; where the image's first column cuts it, 1.01 m ahead, it is 49.5 high.
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "wall", TestWorlds.Box("car", new Double3(4.5, 0.1, 1)),
            Track.Still(Pose.At(2.75, 1.05, 0))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 0), 100, 100, 50);
        CameraModel model = shot.Camera.Model;
        if (distortion is { } k1)
        {
            // Too weak to move an outline over a pixel's centre, yet cast instead of filled.
            model = model with { Lens = new BrownConradyLens(k1, 0, 0, 0, 0) };
        }

        shot = shot with { Camera = shot.Camera with { Model = model, Shutter = new Shutter(rowTimeNs) } };
        Channels hidden = new()
        {
            Width = 100, Height = 100, Depth = [], Segment = [], Semantic = [], Instance = new ushort[100 * 100], Normal = [], Flow = [],
        };
        ObjectLabel label = Assert.Single(FrameLabeler.Label(shot, hidden, new RayCaster()));
        Assert.Equal(new Box2(0, 25, 40, 75), label.AmodalInImage);
        Assert.Equal((0.0, 100.0, 40.0), (label.Amodal.YMin, label.Amodal.YMax, label.Amodal.XMax));
        Assert.InRange(label.Amodal.XMin, -61, -59);
        Assert.Equal(1, label.Occlusion);
    }

    [Fact]
    public void A_masks_bounds_within_the_image_are_those_of_its_pixels_there()
    {
        PixelMask mask = new(-10, -10, 30, 30);
        Assert.Null(mask.BoundsWithin(20, 20));
        mask.SetSpan(-3, -5, 25);
        mask.SetSpan(7, -9, 2);
        mask.SetSpan(9, -4, 0);
        mask.SetSpan(11, 1, 4);
        mask.SetSpan(12, 20, 25);
        Assert.Equal(new Box2(0, 7, 4, 12), mask.BoundsWithin(20, 20));
        Assert.Equal(new Box2(-9, -3, 25, 13), mask.Bounds());
    }
}
