using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>Everything that the pixels of one picture share.</summary>
internal sealed class PictureScene
{
    private const float MaxLift = 0.02f;

    private readonly ShotPoses _poses;
    private readonly WorldSnapshot _snapshot;
    private readonly Double3 _origin;
    private readonly float _pixelAngle;

    public PictureScene(CameraShot shot, RayCaster caster, SkyLight light)
    {
        _poses = new ShotPoses(shot);
        _snapshot = _poses.Frame;
        _origin = shot.WorldFromCamera.Translation;
        _pixelAngle = (float)(1 / shot.Camera.Model.Fx);
        Shot = shot;
        World = caster.BuildScene(_snapshot, _origin);
        Pixels = shot.Camera.Shutter.IsRolling ? new PixelCaster(_poses, caster) : new PixelCaster(_poses, World.Without(shot.HiddenObject));
        Light = light;
        Sky = new SkyMap(light);
        Lamps = BurningLamp.Collect(_snapshot, _origin, World);
        Tone = new ToneCurve(shot.Camera.ExposureValue ?? light.ExposureValue);
    }

    public CameraShot Shot { get; }

    /// <summary>The world at the frame's time, with the object that the camera does not see: its shadow stays.</summary>
    public RayScene World { get; }

    /// <summary>What pixels see.</summary>
    public PixelCaster Pixels { get; }

    public SkyLight Light { get; }

    public SkyMap Sky { get; }

    public ImmutableArray<BurningLamp> Lamps { get; }

    public ToneCurve Tone { get; }

    /// <summary>
    /// A pixel's ray as it meets the world of the frame's time, in which all is shaded: where a rolling shutter saw a moving surface at another
    /// instant, the ray is taken along with the surface.
    /// </summary>
    public Ray AtFrameTime(Ray ray, RayHit hit, int row)
    {
        if (!hit.IsHit || _poses.IsAtRest(hit.Instance))
        {
            return ray;
        }

        Pose carriedFrom = _poses.WorldFromInstance(hit.Instance, Shot.InstantOf(row));
        Pose carried = _snapshot.WorldFromInstance[hit.Instance] * carriedFrom.Inverse();
        Double3 from = Double3.From(ray.Origin) + _origin;
        Double3 direction = Double3.From(ray.Direction);
        Double3 along = carried.ApplyDirection(direction);
        Double3 start = carried.Apply(from);
        if (Shot.Timeline.Instances[hit.Instance].Deforms)
        {
            Double3 seen = carriedFrom.Inverse().Apply(from + direction * hit.T);
            start = _snapshot.WorldFromInstance[hit.Instance].Apply(AtFrameTime(hit, seen, row)) - along * hit.T;
        }

        return ray with { Origin = (start - _origin).ToSingle(), Direction = along.ToSingle() };
    }

    // A point of a deforming surface, in its frame: the same place of the triangle.
    private Double3 AtFrameTime(RayHit hit, Double3 point, int row)
    {
        Double3 weights = _poses.ShapeOf(hit.Instance, Shot.InstantOf(row)).WeightsOf(hit.Triangle, point);
        return new MeshShape(_snapshot.MeshOf(hit.Instance)).PointAt(hit.Triangle, weights);
    }

    /// <param name="direction">Of the ray that made the hit, from <paramref name="from"/>.</param>
    /// <param name="distance">From the eye along all rays up to here, metres; gives the pixel's size on the surface.</param>
    public SurfacePoint Describe(Vector3 from, Vector3 direction, RayHit hit, float distance)
    {
        MeshInstance instance = Shot.Timeline.Instances[hit.Instance];
        Mesh mesh = _snapshot.MeshOf(hit.Instance);
        Pose world = _snapshot.WorldFromInstance[hit.Instance];
        Rotation turn = world.Rotation;
        Vector3 position = from + direction * hit.T;
        Vector3 local = world.Inverse().Apply(Double3.From(position) + _origin).ToSingle();

        int i0 = mesh.Indices[3 * hit.Triangle];
        int i1 = mesh.Indices[3 * hit.Triangle + 1];
        int i2 = mesh.Indices[3 * hit.Triangle + 2];
        Vector3 e1 = mesh.Positions[i1] - mesh.Positions[i0];
        Vector3 e2 = mesh.Positions[i2] - mesh.Positions[i0];
        Vector3 cross = StrictVector.Cross(e1, e2);
        Vector3 p = local - mesh.Positions[i0];
        float scale = 1 / Math.Max(cross.LengthSquared(), 1e-30f);
        float u = Math.Clamp(Vector3.Dot(StrictVector.Cross(p, e2), cross) * scale, 0, 1);
        float v = Math.Clamp(Vector3.Dot(StrictVector.Cross(e1, p), cross) * scale, 0, 1 - u);

        Vector3 flat = turn.Apply(Double3.From(cross).Normalized()).ToSingle();
        Vector3 smooth = mesh.Normals[i0] * (1 - u - v) + mesh.Normals[i1] * u + mesh.Normals[i2] * v;
        Vector3 normal = turn.Apply(Double3.From(smooth).Normalized()).ToSingle();
        bool flipped = Vector3.Dot(flat, direction) > 0;
        flat = flipped ? -flat : flat;
        normal = Vector3.Dot(normal, flat) < 0 ? -normal : normal;
        Material material = instance.Materials[mesh.PartOf(hit.Triangle)];
        SurfacePoint plain = new()
        {
            Position = position,
            Lifted = position + turn.Apply(Double3.From(Lift(mesh, i0, i1, i2, local, u, v, Vector3.Dot(smooth, cross) < 0 != flipped))).ToSingle(),
            FlatNormal = flat,
            SmoothNormal = normal,
            Normal = normal,
            BaseColor = material.BaseColor,
            Roughness = material.Roughness,
            Cavity = 1,
            Emission = Burns(instance, material) ? material.Emission : Vector3.Zero,
            Material = material,
            Instance = hit.Instance,
        };
        if (material.Texture is null)
        {
            return plain;
        }

        Vector2 t0 = mesh.TexCoords[i0];
        Vector2 t1 = mesh.TexCoords[i1] - t0;
        Vector2 t2 = mesh.TexCoords[i2] - t0;
        float grazing = Math.Max(0.1f, Math.Abs(Vector3.Dot(flat, Vector3.Normalize(direction))));
        MipChain.Of(material.Texture).Sample(t0 + u * t1 + v * t2, distance * _pixelAngle / MathF.Sqrt(grazing), out Vector4 color,
            out Vector4 relief);
        float area = t1.X * t2.Y - t1.Y * t2.X;
        Vector3 tangent = turn.Apply(Double3.From((e1 * t2.Y - e2 * t1.Y) * Math.Sign(area))).ToSingle();
        return plain with
        {
            BaseColor = material.BaseColor * new Vector3(color.X, color.Y, color.Z),
            Roughness = material.Roughness * color.W,
            Cavity = relief.W,
            Normal = Relief(normal, flat, tangent, area < 0, relief),
        };
    }

    /// <summary>How far the curved surface lies above the facet, in the mesh's frame.</summary>
    private static Vector3 Lift(Mesh mesh, int i0, int i1, int i2, Vector3 point, float u, float v, bool inside)
    {
        Vector3 Above(int vertex)
        {
            Vector3 normal = inside ? -mesh.Normals[vertex] : mesh.Normals[vertex];
            return normal * -Math.Min(0, Vector3.Dot(point - mesh.Positions[vertex], normal));
        }

        Vector3 lift = Above(i0) * (1 - u - v) + Above(i1) * u + Above(i2) * v;
        // The long triangles of a cambered road would lift their points through what stands on it.
        float height = lift.Length();
        return height > MaxLift ? lift * (MaxLift / height) : lift;
    }

    private static Vector3 Relief(Vector3 normal, Vector3 flat, Vector3 tangent, bool mirrored, Vector4 relief)
    {
        tangent -= normal * Vector3.Dot(normal, tangent);
        if (tangent.LengthSquared() < 1e-12f)
        {
            return normal;
        }

        tangent = Vector3.Normalize(tangent);
        Vector3 across = StrictVector.Cross(normal, tangent) * (mirrored ? -1 : 1);
        Vector3 bent = Vector3.Normalize(tangent * relief.X + across * relief.Y + normal * Math.Max(relief.Z, 0.05f));
        return Vector3.Dot(bent, flat) > 0 ? bent : normal;
    }

    private bool Burns(MeshInstance instance, Material material) =>
        material.Emission != Vector3.Zero
        && (material.EmissionSwitch is not { } kind || LampSwitches.Burns(Shot.Timeline.Objects[instance.Object], kind, Shot.Timeline.Conditions,
            Shot.TimeNs));
}
