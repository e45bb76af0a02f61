using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>What a rolling shutter shows of a shape that deforms while it drives by.</summary>
public sealed class DeformingRollingTests
{
    private const int Width = 320;
    private const int Height = 180;
    private const long RowTimeNs = 100_000;
    private const long FrameNs = TestWorlds.Second / 2;

    private static readonly Track Drive = new([
        new ObjectState(Pose.At(6, -1, 0.3), new MotionState(2, 0, 0, 0, 1, 0)),
        new ObjectState(Pose.At(6, 1, 0.3), new MotionState(2, 2, 0, 0, 1, 1))], TestWorlds.Second);

    // Leans away from the camera at 1 rad/s.
    private static readonly WorldTimeline World =
        TestWorlds.World(new WorldObject(1, "bar", DeformingModels.BendingBar("car", Double3.UnitY, 1), Drive));

    [Fact]
    public async Task Every_pixel_has_the_depth_and_flow_of_its_own_rows_instant()
    {
        CameraShot shot = Shot(FrameNs);
        CameraShot next = Shot(FrameNs + 50_000_000);
        CameraModel model = shot.Camera.Model;
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot, next);
        int compared = 0;
        for (int i = 0; i < channels.Depth.Length; i++)
        {
            double u = i % Width + 0.5;
            double v = i / Width + 0.5;
            long now = shot.InstantNs(i / Width);
            Double3 origin = ToUpperHalf(now, shot.WorldFromCamera.Translation);
            Double3 ahead = ToUpperHalf(now, shot.WorldFromCamera.Apply(model.Ray(u, v))) - origin;
            double depth = (-DeformingModels.BarHalf.X - origin.X) / ahead.X;
            Double3 atRest = origin + ahead * depth;
            if (Math.Abs(atRest.Y) > 0.29 || atRest.Z is < 1.26 or > 1.99)
            {
                continue;
            }

            Assert.Equal(0, observation.Visibility.Instance[i]);
            // Between keys vertices cut their arcs short by (1 rad/s x 6.25 ms)^2 / 8 x 1 m = 5e-6 m.
            Assert.Equal(depth, channels.Depth[i], 2e-5);

            // Where the flow leads, the row's instant must show the point.
            double rows = Math.Clamp(v + channels.Flow[2 * i + 1] - 0.5, 0, Height - 1);
            long then = next.InstantNs(0) + (long)Math.Round(rows * RowTimeNs);
            Double3 later = Drive.PoseAt(then).Apply(DeformingModels.Bent(atRest, Double3.UnitY, then * 1e-9));
            (double nextU, double nextV) = model.Project(next.WorldFromCamera.Inverse().Apply(later));
            // 5e-6 m in either picture at 250 px / 6 m.
            Assert.Equal(nextU - u, channels.Flow[2 * i], 5e-4);
            Assert.Equal(nextV - v, channels.Flow[2 * i + 1], 5e-4);
            compared++;
        }

        Assert.InRange(compared, 300, 1_500);
    }

    [Fact]
    public async Task Its_label_counts_the_pixels_of_the_shape_at_each_rows_instant()
    {
        CameraShot shot = Shot(FrameNs);
        (Channels channels, _) = await BentCameras.Resolve(shot);
        ObjectLabel label = Assert.Single(FrameLabeler.Label(shot, channels, new RayCaster()));
        Assert.Equal(label.VisiblePixels, channels.Instance.Count(id => id == 1));
        Assert.Equal(label.VisiblePixels, label.AmodalPixels);
        Assert.Equal(0, label.Truncation);
        Assert.InRange(label.VisiblePixels, 1_500, 4_500);
    }

    [Fact]
    public async Task The_plain_caster_sees_the_same()
    {
        CameraShot shot = TestWorlds.Shot(TestWorlds.Wobbling(8), TestWorlds.LookAlongX(0, 0, 1.4), timeNs: FrameNs + 1_234_567).Rolling(RowTimeNs);
        (_, Observation observation) = await BentCameras.Resolve(shot);
        PixelCaster plain = new(new ShotPoses(shot), new ReferenceCaster());
        RayHit[] row = new RayHit[Width];
        int different = 0;
        int deforming = 0;
        for (int y = 0; y < Height; y += 10)
        {
            plain.CastRow(0, y, row);
            different += Enumerable.Range(0, Width).Count(x => row[x].Instance != observation.Visibility.Instance[y * Width + x]
                || row[x].Triangle != observation.Visibility.Triangle[y * Width + x]);
            deforming += row.Count(h => h.IsHit && shot.Timeline.Instances[h.Instance].Deforms);
        }

        // An edge may pass a pixel's centre within single precision.
        Assert.InRange(different, 0, 3);
        Assert.InRange(deforming, 200, 5_760);
    }

    private static CameraShot Shot(long timeNs) => TestWorlds.Shot(World, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: timeNs).Rolling(RowTimeNs);

    // A point of the world in the rest frame of the bar's upper half at a time.
    private static Double3 ToUpperHalf(long timeNs, Double3 inWorld) =>
        DeformingModels.Bent(Drive.PoseAt(timeNs).Inverse().Apply(inWorld), Double3.UnitY, -timeNs * 1e-9);
}
