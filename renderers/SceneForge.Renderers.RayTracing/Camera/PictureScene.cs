using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Textures;
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
        Tone = new ToneTable(shot.Camera.ExposureValue ?? light.ExposureValue);
        Lamps = BurningLamp.Collect(_snapshot, _origin, World, Tone.Exposure);
    }

    public CameraShot Shot { get; }

    /// <summary>The world at the frame's time, with the object that the camera does not see: its shadow stays.</summary>
    public RayScene World { get; }

    /// <summary>What pixels see.</summary>
    public PixelCaster Pixels { get; }

    public SkyLight Light { get; }

    public SkyMap Sky { get; }

    public ImmutableArray<BurningLamp> Lamps { get; }

    public ToneTable Tone { get; }

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
    /// <param name="row">Of the pixel that looks here: its instant decides which lamps burn.</param>
    public SurfacePoint Describe(Vector3 from, Vector3 direction, RayHit hit, float distance, int row)
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
        Vector3 tint = mesh.Colors is { } colors ? Mixed(colors[i0], colors[i1], colors[i2], u, v) : Vector3.One;
        SurfacePoint plain = new()
        {
            Position = position,
            Lifted = position + turn.Apply(Double3.From(Lift(mesh, i0, i1, i2, local, u, v, Vector3.Dot(smooth, cross) < 0 != flipped))).ToSingle(),
            FlatNormal = flat,
            SmoothNormal = normal,
            Normal = normal,
            BaseColor = material.BaseColor * tint,
            Roughness = material.Roughness,
            Metallic = material.Metallic,
            Cavity = 1,
            Emission = Burns(instance, material, row) ? material.Emission : Vector3.Zero,
            Material = material,
            Instance = hit.Instance,
        };
        if (material.Maps.IsEmpty)
        {
            return plain;
        }

        MaterialSampler sampler = MaterialSampler.Of(material.Maps);
        Vector2[] second = mesh.TexCoords2 ?? mesh.TexCoords;
        (Vector2 t0, Vector2 t1, Vector2 t2) = Corners(mesh.TexCoords, i0, i1, i2);
        (Vector2 s0, Vector2 s1, Vector2 s2) = Corners(second, i0, i1, i2);
        float grazing = Math.Max(0.1f, Math.Abs(Vector3.Dot(flat, Vector3.Normalize(direction))));
        float metres = sampler.MeasuresImages ? cross.Length() : 0;
        MaterialTexels texels = sampler.Sample(new TexturePoint(t0 + u * t1 + v * t2, s0 + u * s1 + v * s2,
            distance * _pixelAngle / MathF.Sqrt(grazing), PerMetre(t1, t2, metres), PerMetre(s1, s2, metres)));
        (t1, t2) = sampler.NormalUvSet == 1 ? (s1, s2) : (t1, t2);
        float area = t1.X * t2.Y - t1.Y * t2.X;
        Vector3 tangent = turn.Apply(Double3.From((e1 * t2.Y - e2 * t1.Y) * Math.Sign(area))).ToSingle();
        return plain with
        {
            BaseColor = plain.BaseColor * new Vector3(texels.Color.X, texels.Color.Y, texels.Color.Z),
            Roughness = material.Roughness * texels.Orm.Y,
            Metallic = material.Metallic * texels.Orm.Z,
            Cavity = texels.Orm.X,
            Normal = Relief(normal, flat, tangent, area < 0, texels.Normal),
            Emission = plain.Emission * texels.Emissive,
        };
    }

    private static Vector3 Mixed(Vector4 a, Vector4 b, Vector4 c, float u, float v)
    {
        Vector4 mixed = a * (1 - u - v) + b * u + c * v;
        return new Vector3(mixed.X, mixed.Y, mixed.Z);
    }

    // The first corner, and the edges from it.
    private static (Vector2 Corner, Vector2 First, Vector2 Second) Corners(Vector2[] coordinates, int i0, int i1, int i2) =>
        (coordinates[i0], coordinates[i1] - coordinates[i0], coordinates[i2] - coordinates[i0]);

    // Both areas are of parallelograms; 0 where nobody asks.
    private static float PerMetre(Vector2 first, Vector2 second, float area) =>
        area == 0 ? 0 : MathF.Sqrt(Math.Abs(first.X * second.Y - first.Y * second.X) / area);

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

    private static Vector3 Relief(Vector3 normal, Vector3 flat, Vector3 tangent, bool mirrored, Vector3 relief)
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

    private bool Burns(MeshInstance instance, Material material, int row) =>
        material.Emission != Vector3.Zero
        && (material.EmissionSwitch is not { } channel
            || Shot.Timeline.LampsAt(instance.Object, Shot.InstantNs(Shot.InstantOf(row))).Burns(channel));
}
