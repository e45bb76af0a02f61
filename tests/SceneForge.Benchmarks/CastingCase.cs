using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Benchmarks;

/// <summary>Rays at a world of one instant, which the ray caster and its peers all take.</summary>
/// <param name="Corners">All triangles around the rays' origin, nine floats each.</param>
/// <param name="FirstTriangle">Of each instance, where its triangles begin in <paramref name="Corners"/>; of a hidden one -1.</param>
internal sealed record CastingCase(IRayScene Scene, float[] Corners, int[] FirstTriangle, Ray[] Rays)
{
    // Objects of the town stand this far from those of the next street, metres.
    private const double StreetDistance = 70;

    public int Triangles => Corners.Length / 9;

    /// <summary>The scene as its caster holds it and as plain triangles.</summary>
    public static CastingCase Of(RayCaster caster, WorldTimeline timeline, long timeNs, Double3 origin, int hiddenObject, Ray[] rays)
    {
        WorldSnapshot snapshot = timeline.At(timeNs);
        int[] first = new int[timeline.Instances.Length];
        List<float> corners = [];
        for (int i = 0; i < first.Length; i++)
        {
            first[i] = -1;
            MeshInstance instance = timeline.Instances[i];
            if (instance.Object == hiddenObject)
            {
                continue;
            }

            first[i] = corners.Count / 9;
            Pose pose = snapshot.WorldFromInstance[i];
            float[][] placed = [.. instance.Mesh.Positions.Select(p => pose.Apply(Double3.From(p)) - origin)
                .Select(p => new[] { (float)p.X, (float)p.Y, (float)p.Z })];
            foreach (int index in instance.Mesh.Indices)
            {
                corners.AddRange(placed[index]);
            }
        }

        return new CastingCase(caster.Build(snapshot, origin, hiddenObject), [.. corners], first, rays);
    }

    /// <summary>The street side by side with copies of itself until there are at least so many triangles.</summary>
    public static WorldTimeline Town(WorldTimeline street, int triangles)
    {
        int ofStreet = street.Instances.Sum(i => i.Mesh.TriangleCount);
        WorldObject[] still = [.. street.Objects.Where(o => o.Track.IsStill)];
        List<WorldObject> objects = [.. street.Objects.Where(o => o.Id < WorldObject.FirstSceneId)];
        for (int copy = 0; copy <= triangles / ofStreet; copy++)
        {
            double shift = StreetDistance * ((copy + 1) / 2) * (copy % 2 == 0 ? 1 : -1);
            foreach (WorldObject item in still.Where(o => o.Id >= WorldObject.FirstSceneId))
            {
                Pose pose = item.Track.At(0).WorldFromObject;
                objects.Add(item with
                {
                    Id = WorldObject.FirstSceneId + objects.Count,
                    Track = Track.Still(pose with { Translation = pose.Translation + new Double3(0, shift, 0) }),
                });
            }
        }

        return new WorldTimeline(street.Taxonomy, street.Conditions, [.. objects], street.DurationNs, street.Events);
    }

    /// <summary>The beams of a turn from one place, in tiles of four columns and four lasers.</summary>
    public static Ray[] Beams(LidarModel model, Pose worldFromLidar)
    {
        Firing[] firings = model.Pattern.At(0).ToArray();
        int column = model.Pattern.ColumnLength;
        IEnumerable<int> tiles = Enumerable.Range(0, firings.Length).OrderBy(i => (i / (4 * column), i % column / 4, i / column % 4, i % 4));
        return [.. tiles.Select(i => new Ray(default, worldFromLidar.ApplyDirection(firings[i].Direction).ToSingle(), 0.1f, (float)model.MaxRange))];
    }

    /// <summary>The pixels of a picture, in tiles of 4 x 4.</summary>
    public static Ray[] Pixels(CameraShot shot)
    {
        CameraModel model = shot.Camera.Model;
        PixelRays pixels = new(model, shot.WorldFromCamera.Rotation);
        List<Ray> rays = [];
        for (int y = 0; y < model.Height; y += 4)
        {
            for (int x = 0; x < model.Width; x += 4)
            {
                for (int i = 0; i < 16; i++)
                {
                    rays.Add(pixels.Through(x + i % 4 + 0.5, y + i / 4 + 0.5));
                }
            }
        }

        return [.. rays];
    }
}
