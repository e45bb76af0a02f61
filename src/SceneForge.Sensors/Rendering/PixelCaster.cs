using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Rendering;

/// <summary>Casts a shot's rays: each from where the camera stands at its row's instant, into the world of that instant. Thread-safe.</summary>
public sealed class PixelCaster
{
    // Rays made and cast at once: few enough for the stack, enough that things which move are posed for many.
    private const int Batch = 256;

    private readonly ShotPoses _poses;
    private readonly PixelRays[] _rays;
    private readonly Lazy<IRayScene>? _still;
    private readonly Lazy<ISweepScene>? _moving;

    /// <param name="caster">Asked for a scene when the first ray is cast.</param>
    public PixelCaster(ShotPoses poses, IRayCaster caster)
        : this(poses)
    {
        CameraShot shot = poses.Shot;
        if (shot.Camera.Shutter.IsRolling)
        {
            _moving = new(() => caster.BuildSweep(shot.Timeline, shot.InstantNs(0), shot.InstantNs(shot.Instants - 1), Origin, shot.HiddenObject));
        }
        else
        {
            _still = new(() => caster.Build(poses.Frame, Origin, shot.HiddenObject));
        }
    }

    /// <param name="still">The scene of a global shutter, around the camera's place at the frame's time.</param>
    public PixelCaster(ShotPoses poses, IRayScene still)
        : this(poses)
    {
        _still = new(still);
    }

    private PixelCaster(ShotPoses poses)
    {
        ArgumentNullException.ThrowIfNull(poses);
        _poses = poses;
        _rays = new PixelRays[poses.Shot.Instants];
        for (int i = 0; i < _rays.Length; i++)
        {
            Pose camera = poses.WorldFromCamera(i);
            _rays[i] = new PixelRays(poses.Shot.Camera.Model, camera.Rotation, (camera.Translation - Origin).ToSingle());
        }
    }

    /// <summary>The scene's origin in the world: the camera's place at the frame's time.</summary>
    public Double3 Origin => _poses.Shot.WorldFromCamera.Translation;

    /// <summary>The ray through image coordinates at the instant of a row.</summary>
    public Ray Through(double u, double v, int row) => _rays[_poses.Shot.InstantOf(row)].Through(u, v);

    /// <summary>What the centres of the pixels from <paramref name="x"/> on see in a row, which may lie beyond the image.</summary>
    public void CastRow(int x, int y, Span<RayHit> hits) => CastRow(null, x, y, hits);

    /// <summary>Likewise with one object alone in the world.</summary>
    public void CastRow(int objectIndex, int x, int y, Span<RayHit> hits) => CastRow((int?)objectIndex, x, y, hits);

    /// <summary>What a ray of a row's instant meets.</summary>
    public RayHit Cast(Ray ray, int row)
    {
        RayHit hit = RayHit.None;
        Cast(null, new ReadOnlySpan<Ray>(in ray), row, new Span<RayHit>(ref hit));
        return hit;
    }

    private void CastRow(int? objectIndex, int x, int y, Span<RayHit> hits)
    {
        Span<Ray> rays = stackalloc Ray[Math.Min(Batch, hits.Length)];
        for (int done = 0; done < hits.Length; done += rays.Length)
        {
            rays = rays[..Math.Min(rays.Length, hits.Length - done)];
            for (int i = 0; i < rays.Length; i++)
            {
                rays[i] = Through(x + done + i + 0.5, y + 0.5, y);
            }

            Cast(objectIndex, rays, y, hits.Slice(done, rays.Length));
        }
    }

    private void Cast(int? objectIndex, ReadOnlySpan<Ray> rays, int row, Span<RayHit> hits)
    {
        if (_still is not null)
        {
            if (objectIndex is { } alone)
            {
                _still.Value.CastObject(alone, rays, hits);
            }
            else
            {
                _still.Value.Cast(rays, hits);
            }

            return;
        }

        CastMoving(objectIndex, _poses.Shot.InstantNs(_poses.Shot.InstantOf(row)), rays, hits);
    }

    private void CastMoving(int? objectIndex, long timeNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        Span<long> times = stackalloc long[rays.Length];
        times.Fill(timeNs);
        if (objectIndex is { } alone)
        {
            _moving!.Value.CastObject(alone, times, rays, hits);
        }
        else
        {
            _moving!.Value.Cast(times, rays, hits);
        }
    }
}
