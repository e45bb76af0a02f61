using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Labels;

public sealed class SilhouetteTests
{
    [Fact]
    public void Shows_the_pixels_that_rays_at_the_object_alone_hit_also_beyond_the_image()
    {
        int objects = 0;
        int set = 0;
        int different = 0;
        for (int seed = 500; seed < 506; seed++)
        {
            WorldTimeline world = TestWorlds.Random(seed, 12);
            CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(6, 0, 1.4), 160, 90, 120);
            WorldSnapshot snapshot = world.At(0);
            IRayScene scene = new RayCaster().Build(snapshot, shot.WorldFromCamera.Translation, -1);
            for (int i = 0; i < world.Objects.Length; i++)
            {
                PixelMask? mask = Silhouette.Of(snapshot, i, shot.Camera.Model, shot.WorldFromCamera.Inverse());
                (int count, int wrong) = Compare(mask, scene, shot, i);
                objects++;
                set += count;
                different += wrong;
            }
        }

        Assert.Equal(6 * 13, objects);
        Assert.InRange(set, 300_000, 2_500_000);
        // Both sample pixel centres; they may part only where an edge passes a centre within single precision, about 1e-5 px.
        Assert.InRange(different, 0, 5);
    }

    [Fact]
    public void Whatever_crosses_the_near_plane_is_cut_there()
    {
        // A wall from 5 m behind the camera to 5 m before it, 1 m to the left: it covers the image's left half to 45 degrees and more.
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "wall", TestWorlds.Box("car", new Double3(10, 0.1, 40)),
            Track.Still(Pose.At(0, 1.05, 0))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 0), 100, 100, 50);
        PixelMask mask = Silhouette.Of(world.At(0), 0, shot.Camera.Model, shot.WorldFromCamera.Inverse())!;
        // The far end stands at y = 1 m, x = 5 m: 10 px left of the middle, less where the wall's thickness shows.
        Assert.Equal(new Box2(-100, -100, 40, 200), mask.Bounds());
        Assert.Equal(140 * 300, mask.Count());
        Assert.Equal(40 * 100, mask.CountWithin(100, 100));
    }

    [Fact]
    public void Behind_the_camera_there_is_nothing()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "box", TestWorlds.Box("car", new Double3(2, 2, 2)),
            Track.Still(Pose.At(-5, 0, 0))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 0));
        Assert.Null(Silhouette.Of(world.At(0), 0, shot.Camera.Model, shot.WorldFromCamera.Inverse()));
    }

    [Fact]
    public void The_pixel_counter_counts_what_the_picture_would_show()
    {
        int counted = 0;
        for (int seed = 510; seed < 514; seed++)
        {
            WorldTimeline world = TestWorlds.Random(seed, 20);
            CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), 160, 90, 120);
            RayCaster caster = new();
            int[] seen = SeenBy(caster.Build(world.At(0), shot.WorldFromCamera.Translation, -1), shot);
            for (int i = 0; i < world.Objects.Length; i++)
            {
                // A pixel whose centre lies on the outline may count for one and not for the other.
                Assert.InRange(PixelCounter.Count(shot, i, caster), seen.Count(s => s == i) - 1, seen.Count(s => s == i));
                counted += seen.Contains(i) ? 1 : 0;
            }
        }

        Assert.InRange(counted, 30, 84);
    }

    private static (int Count, int Wrong) Compare(PixelMask? mask, IRayScene scene, CameraShot shot, int objectIndex)
    {
        CameraModel model = shot.Camera.Model;
        PixelRays rays = new(model, shot.WorldFromCamera.Rotation);
        Ray[] row = new Ray[3 * model.Width];
        RayHit[] hits = new RayHit[row.Length];
        int count = 0;
        int wrong = 0;
        for (int y = -model.Height; y < 2 * model.Height; y++)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = rays.Through(i - model.Width + 0.5, y + 0.5);
            }

            scene.CastObject(objectIndex, row, hits);
            for (int i = 0; i < row.Length; i++)
            {
                bool expected = hits[i].IsHit;
                bool found = mask is not null && mask[i - model.Width, y];
                count += expected ? 1 : 0;
                wrong += expected == found ? 0 : 1;
            }
        }

        Assert.InRange(Math.Abs(count - (mask?.Count() ?? 0)), 0, wrong);
        return (count, wrong);
    }

    private static int[] SeenBy(IRayScene scene, CameraShot shot)
    {
        CameraModel model = shot.Camera.Model;
        PixelRays pixels = new(model, shot.WorldFromCamera.Rotation);
        Ray[] rays = [.. Enumerable.Range(0, model.Width * model.Height).Select(i => pixels.Through(i % model.Width + 0.5, i / model.Width + 0.5))];
        RayHit[] hits = new RayHit[rays.Length];
        scene.Cast(rays, hits);
        return [.. hits.Select(h => h.IsHit ? shot.Timeline.Instances[h.Instance].Object : -1)];
    }
}
