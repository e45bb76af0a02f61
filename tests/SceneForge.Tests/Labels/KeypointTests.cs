using System.Collections.Immutable;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Labels;

/// <summary>A torso of 0.24 x 0.4 m with 1.8 m height, an eye on its front, a hip 0.1 m below its front skin, and another on its back.</summary>
public sealed class KeypointTests
{
    private static readonly Model Person = TestWorlds.Box("pedestrian", new Double3(0.24, 0.4, 1.8)) with
    {
        Keypoints =
        [
            new Keypoint("eye", 0, new Double3(0.12, 0, 0.8)),
            new Keypoint("hip", 0, new Double3(0.02, 0, 0)),
            new Keypoint("back", 0, new Double3(-0.12, 0, 0.4)),
        ],
    };

    [Fact]
    public void Joints_near_the_skin_that_faces_the_camera_are_visible_and_the_far_side_is_hidden()
    {
        Assert.Equal([2, 2, 1], Visibilities(Look(Track.Still(Pose.At(6, 0, 0.9, Math.PI)))));
        // Turned around, the eye looks away; the hip lies 0.14 m deep, more than 0.07 * 1.8.
        Assert.Equal([1, 1, 2], Visibilities(Look(Track.Still(Pose.At(6, 0, 0.9)))));
    }

    [Fact]
    public void What_stands_behind_another_object_is_hidden()
    {
        WorldObject fence = new(1001, "fence", TestWorlds.Box("fence", new Double3(0.1, 4, 1.2)), Track.Still(Pose.At(4, 0, 0.6)));
        Assert.Equal([2, 1, 1], Visibilities(Look(Track.Still(Pose.At(6, 0, 0.9, Math.PI)), fence)));
    }

    [Fact]
    public void Outside_the_image_is_zero()
    {
        ImmutableArray<KeypointLabel> labels = Look(Track.Still(Pose.At(1.2, 0, 0.9, Math.PI)));
        // At 1.08 m the image reaches 0.39 m up and down from the camera's 1.4 m: only the back keypoint at 1.3 m lies in it, behind the body.
        Assert.Equal([2, 0, 1], Visibilities(labels));
        Assert.Equal(1.08, labels[0].InCamera.Z, 1e-6);
        Assert.Equal(90 - 0.3 * 250 / 1.08, labels[0].V, 1e-4);
    }

    private static ImmutableArray<KeypointLabel> Look(Track track, params WorldObject[] others)
    {
        WorldTimeline world = TestWorlds.World([new WorldObject(1, "person", Person, track), .. others]);
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        Channels nothing = new()
        {
            Width = 320,
            Height = 180,
            Depth = [],
            Segment = [],
            Semantic = [],
            Instance = new ushort[320 * 180],
            Normal = [],
            Flow = [],
        };
        return Assert.Single(FrameLabeler.Label(shot, nothing, new RayCaster())).Keypoints;
    }

    private static int[] Visibilities(ImmutableArray<KeypointLabel> labels) => [.. labels.Select(l => l.Visibility)];
}
