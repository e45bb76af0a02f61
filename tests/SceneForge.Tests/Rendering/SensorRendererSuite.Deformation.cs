using System.Collections.Immutable;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

public abstract partial class SensorRendererSuite
{
    [SuiteFact]
    public async Task A_bending_bar_has_the_depth_normal_and_flow_of_its_material_points()
    {
        // Both times are whole keys of the shape: 0.25 and 0.5 rad. The bar stands 6 m ahead and bends to the right; its near face stays in a plane.
        const double Distance = 6;
        Pose place = Pose.At(Distance, 0.2, 0.3);
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "bar", DeformingModels.BendingBar("car", Double3.UnitX, 1), Track.Playing(place, 1)),
            new WorldObject(2, "same model", DeformingModels.BendingBar("car", Double3.UnitX, 1), Track.Still(Pose.At(Distance, 3, 0.3))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: TestWorlds.Second / 4);
        CameraShot next = TestWorlds.Shot(world, TestWorlds.LookAlongX(0.3, -0.1, 1.35), timeNs: TestWorlds.Second / 2);
        (Channels channels, Observation observation) = await Resolve(shot, next);
        CameraModel model = shot.Camera.Model;
        double face = Distance - DeformingModels.BarHalf.X;
        int upper = 0;
        int lower = 0;
        int still = 0;
        for (int i = 0; i < channels.Depth.Length; i++)
        {
            double u = i % model.Width + 0.5;
            double v = i / model.Width + 0.5;
            Double3 point = shot.WorldFromCamera.Apply(model.Ray(u, v) * face);
            if (channels.Instance[i] == 2)
            {
                // A parked one of the same model has kept its shape at rest; its side is seen up to the far edge, 6.2 m away.
                Assert.InRange(point.Y, 2.7 * face / 6.2 - 0.02, 3.3 + 0.02);
                still++;
                continue;
            }

            Double3 atRest = DeformingModels.Bent(place.Inverse().Apply(point), Double3.UnitX, -0.25);
            bool isUpper = IsOnFace(atRest, 1.26, 1.99);
            bool isLower = IsOnFace(place.Inverse().Apply(point), 0.01, 0.74);
            if (!isUpper && !isLower)
            {
                continue;
            }

            Assert.Equal(0, observation.Visibility.Instance[i]);
            Assert.Equal(1, channels.Instance[i]);
            Assert.Equal(1, channels.Segment[i]);
            Assert.Equal(face, channels.Depth[i], DepthTolerance);
            Double3 normal = new(channels.Normal[3 * i], channels.Normal[3 * i + 1], channels.Normal[3 * i + 2]);
            Assert.Equal(0, (normal + Double3.UnitZ).Length, 1e-5);

            Double3 later = isUpper ? place.Apply(DeformingModels.Bent(atRest, Double3.UnitX, 0.5)) : point;
            (double nextU, double nextV) = model.Project(next.WorldFromCamera.Inverse().Apply(later));
            Assert.Equal(nextU - u, channels.Flow[2 * i], FlowTolerance);
            Assert.Equal(nextV - v, channels.Flow[2 * i + 1], FlowTolerance);
            upper += isUpper ? 1 : 0;
            lower += isLower ? 1 : 0;
        }

        Assert.InRange(upper, 500, 1_500);
        Assert.InRange(lower, 500, 1_500);
        Assert.InRange(still, 1_000, 3_500);
    }

    [SuiteFact]
    public async Task The_label_of_a_bending_bar_holds_at_the_instant_of_the_picture()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "bar", DeformingModels.BendingBar("car", Double3.UnitX, 1),
            Track.Playing(Pose.At(6, 0, 0.3), 1)));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: TestWorlds.Second / 2);
        (Channels channels, Observation _) = await Resolve(shot);
        ObjectLabel label = Assert.Single(FrameLabeler.Label(shot, channels, new RayCaster()));
        (double sin, double cos) = Math.SinCos(0.5);
        // The right and upper corners of the top, 0.3 m and 1 m from the hinge; vertices are single-precision numbers.
        (double right, double left, double top) = (-(0.3 * cos + sin), 0.3, 1 + 0.3 * sin + cos);
        Assert.Equal(left - right, label.Size.Y, 1e-6);
        Assert.Equal(top, label.Size.Z, 1e-6);
        Assert.Equal((left + right) / 2, label.WorldFromBox.Translation.Y, 1e-6);

        // Seen from x = 0: 250 px x metres / 5.8 m, and whole pixels lie within half a pixel of the outline.
        Assert.Equal(160 - 250 * right / 5.8, label.Visible!.Value.XMax, 0.5 + 1e-6);
        Assert.Equal(90 - 250 * (top + 0.3 - 1.4) / 5.8, label.Visible.Value.YMin, 0.5 + 1e-6);
        Assert.Equal(label.Visible.Value, label.Amodal);
        Assert.InRange(label.AmodalPixels - label.VisiblePixels, 0, 3);
        Assert.InRange(label.VisiblePixels, 2_000, 4_500);
    }

    [SuiteFact]
    public async Task Agrees_on_deforming_shapes_with_the_plain_double_precision_caster_away_from_edges()
    {
        int compared = 0;
        int deforming = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            CameraShot shot = TestWorlds.Shot(TestWorlds.Wobbling(seed), TestWorlds.LookAlongX(0, 0.3, 1.4), 96, 54, 72, seed * 77_000_001L);
            Observation observation = await Renderer.RenderAsync(shot, default);
            compared += AssertAgreement(Reference(shot), observation);
            deforming += observation.Visibility.Instance.Count(i => i >= 0 && shot.Timeline.Instances[i].Deforms);
        }

        Assert.InRange(compared, 4 * 1_500, 4 * 96 * 54);
        Assert.InRange(deforming, 1_000, 4 * 96 * 54);
    }

    private static bool IsOnFace(Double3 p, double low, double high) =>
        Math.Abs(p.Y) < DeformingModels.BarHalf.Y - 0.01 && p.Z > low && p.Z < high;
}
