using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

public abstract partial class SensorRendererSuite
{
    private const int Scenes = 20;

    [SuiteFact]
    public async Task Agrees_with_the_ray_camera_away_from_edges()
    {
        using RayCamera camera = new(new RayCaster(), jobs: 1);
        int compared = 0;
        for (int seed = 100; seed < 100 + Scenes; seed++)
        {
            CameraShot shot = RandomShot(seed, 320, 180);
            Observation theirs = await camera.RenderAsync(shot, default);
            Observation ours = await Renderer.RenderAsync(shot, default);
            compared += AssertAgreement(theirs, ours);
        }

        Assert.InRange(compared, Scenes * 20_000, Scenes * 320 * 180);
    }

    [SuiteFact]
    public async Task Agrees_with_the_plain_double_precision_caster_away_from_edges()
    {
        int compared = 0;
        for (int seed = 200; seed < 200 + Scenes; seed++)
        {
            CameraShot shot = RandomShot(seed, 96, 54);
            compared += AssertAgreement(Reference(shot), await Renderer.RenderAsync(shot, default));
        }

        Assert.InRange(compared, Scenes * 1_500, Scenes * 96 * 54);
    }

    private static CameraShot RandomShot(int seed, int width, int height)
    {
        WorldTimeline world = TestWorlds.Random(seed);
        return TestWorlds.Shot(world, TestWorlds.LookAlongX(seed % 3, 0.3, 1.4), width, height, width * 0.75, seed * 30_000_000L % TestWorlds.Second);
    }

    /// <summary>Every pixel more than one from an edge shows the same instance, and its depth is the same to 1e-4 of itself.</summary>
    private static int AssertAgreement(Observation truth, Observation seen)
    {
        Channels expected = ChannelResolver.Resolve(truth, null);
        Channels found = ChannelResolver.Resolve(seen, null);
        int inner = 0;
        for (int i = 0; i < expected.Depth.Length; i++)
        {
            if (!PictureMap.IsInner(truth.Visibility.Instance, expected.Width, expected.Height, i % expected.Width, i / expected.Width))
            {
                continue;
            }

            Assert.Equal(truth.Visibility.Instance[i], seen.Visibility.Instance[i]);
            Assert.Equal(expected.Segment[i], found.Segment[i]);
            if (truth.Visibility.Instance[i] >= 0)
            {
                Assert.Equal(1, found.Depth[i] / expected.Depth[i], 1e-4);
            }

            inner++;
        }

        return inner;
    }

    private static Observation Reference(CameraShot shot)
    {
        CameraModel model = shot.Camera.Model;
        IRayScene scene = new ReferenceCaster().Build(shot.Timeline.At(shot.TimeNs), shot.WorldFromCamera.Translation, shot.HiddenObject);
        PixelRays rays = new(model, shot.WorldFromCamera.Rotation);
        Ray[] centres = [.. Enumerable.Range(0, model.Width * model.Height).Select(i => rays.Through(i % model.Width + 0.5, i / model.Width + 0.5))];
        RayHit[] hits = new RayHit[centres.Length];
        scene.Cast(centres, hits);
        Visibility visibility = new(model.Width, model.Height, [.. hits.Select(h => h.Instance)], [.. hits.Select(h => h.Triangle)]);
        return new Observation(shot, new byte[3 * hits.Length], visibility);
    }
}
