using SceneForge.Base.Random;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>
/// Ray cameras with a lens and a rolling shutter at once, on a vehicle that drives and turns among boxes that do too, against the closed form of
/// each pixel.
/// </summary>
public sealed class BentRollingCameraTests
{
    private const int Worlds = 5;
    private const int Boxes = 9;
    private const long RowTimeNs = 120_000;
    private const long FrameNs = TestWorlds.Second / 2;

    [Theory]
    [InlineData("fisheye")]
    [InlineData("barrel")]
    public async Task Ids_and_ranges_are_exact_away_from_edges(string lens)
    {
        CameraModel model = lens == "fisheye" ? BentCameras.Fisheye : BentCameras.Barrel;
        int compared = 0;
        int behind = 0;
        int moved = 0;
        for (int seed = 0; seed < Worlds; seed++)
        {
            (WorldTimeline world, Double3[] sizes) = Random(seed);
            CameraShot shot = BentCameras.Riding(world, new Pose(new Double3(1, 0.2, 1.4), TestWorlds.AlongX), model, RowTimeNs, FrameNs);
            (Channels channels, Observation observation) = await BentCameras.Resolve(shot);
            (int Object, double T, Double3 Normal)[] truth = [.. Enumerable.Range(0, model.Width * model.Height)
                .Select(i => Truth(shot, sizes, i, i / model.Width))];
            int[] ids = [.. truth.Select(t => t.Object)];
            for (int i = 0; i < truth.Length; i++)
            {
                if (!PictureMap.IsInner(ids, model.Width, model.Height, i % model.Width, i / model.Width))
                {
                    continue;
                }

                int seen = observation.Visibility.Instance[i] < 0 ? -1 : world.Instances[observation.Visibility.Instance[i]].Object;
                Assert.Equal(truth[i].Object, seen);
                if (seen < 0)
                {
                    continue;
                }

                // The ray's length is the range where rays have unit length, the depth where they have unit depth: 1e-4 m at 100 m.
                double z = model.RaysHaveUnitDepth ? 1 : model.Ray(i % model.Width + 0.5, i / model.Width + 0.5).Z;
                Assert.Equal(truth[i].T * z, channels.Depth[i], 1e-4);
                compared++;
                behind += channels.Depth[i] < 0 ? 1 : 0;
                // What a global shutter would see there.
                moved += Truth(shot, sizes, i, (model.Height - 1) / 2.0) is var still
                    && (still.Object != truth[i].Object || Math.Abs(still.T - truth[i].T) > 1e-2) ? 1 : 0;
            }
        }

        Assert.InRange(compared, Worlds * 20_000, Worlds * model.Width * model.Height);
        Assert.InRange(moved, compared / 10, compared);
        Assert.InRange(behind, lens == "fisheye" ? 300 : 0, lens == "fisheye" ? compared : 0);
    }

    private static (WorldTimeline World, Double3[] Sizes) Random(int seed)
    {
        RandomStream random = new((ulong)seed, 7, "boxes");
        List<Double3> sizes = [new(4, 2, 1.5)];
        List<WorldObject> objects = [new(1, "carrier", TestWorlds.Box("car", sizes[0]),
            TestWorlds.Moving(new Pose(new Double3(-5, 0, 0), Rotation.FromYawPitchRoll(-0.4, 0.03, 0)),
            new Pose(new Double3(5, 0.4, 0), Rotation.FromYawPitchRoll(0.5, -0.02, 0.06))))];
        for (int i = 0; i < Boxes; i++)
        {
            // All around, never as near as the camera's own place.
            double angle = 2 * Math.PI * (i + random.Uniform(0, 0.5)) / Boxes;
            double range = random.Uniform(9, 25);
            Double3 Place() => new(range * Math.Cos(angle) + random.Uniform(-2, 2), range * Math.Sin(angle) + random.Uniform(-2, 2),
                random.Uniform(0, 5));
            Rotation Turn() => Rotation.FromYawPitchRoll(random.Uniform(-2, 2), random.Uniform(-0.5, 0.5), random.Uniform(-0.5, 0.5));
            sizes.Add(new Double3(random.Uniform(0.4, 5), random.Uniform(0.4, 3), random.Uniform(0.4, 4)));
            objects.Add(new WorldObject(2 + i, $"box{i}", TestWorlds.Box("car", sizes[^1]),
                TestWorlds.Moving(new Pose(Place(), Turn()), new Pose(Place(), Turn()))));
        }

        sizes.Add(new Double3(180, 180, 1));
        objects.Add(new WorldObject(1001, "floor", TestWorlds.Box("road", sizes[^1]), Track.Still(Pose.At(0, 0, -0.8))));
        return (TestWorlds.World([.. objects]), [.. sizes]);
    }

    // Of each row at its own instant; object 0 is the carrier.
    private static (int Object, double T, Double3 Normal) Truth(CameraShot shot, Double3[] sizes, int pixel, double row)
    {
        CameraModel model = shot.Camera.Model;
        long time = shot.TimeNs - (model.Height - 1) * RowTimeNs / 2 + (long)(row * RowTimeNs);
        Pose worldFromCamera = shot.Timeline.Objects[0].Track.At(time).WorldFromObject * shot.Camera.VehicleFromCamera;
        Double3 ray = worldFromCamera.ApplyDirection(model.Ray(pixel % model.Width + 0.5, pixel / model.Width + 0.5));
        return Analytic.NearestBox(sizes, o => shot.Timeline.Objects[o].Track.At(time).WorldFromObject, worldFromCamera.Translation, ray, o => o > 0);
    }
}
