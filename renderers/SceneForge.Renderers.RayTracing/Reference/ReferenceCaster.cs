using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Reference;

/// <summary>
/// A plain caster to check the fast one by: every triangle in the world's frame, one after the other, in double precision
/// (Moeller and Trumbore 1997). Shares no code with the fast one. Slow on purpose.
/// </summary>
public sealed class ReferenceCaster : IRayCaster
{
    public IRayScene Build(WorldSnapshot snapshot, Double3 origin, int hiddenObject)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new Scene(Place(snapshot, origin, _ => true), hiddenObject);
    }

    public ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return new Sweep(timeline, origin, hiddenObject, Place(timeline.At(startNs), origin, i => i.IsStatic));
    }

    private static PlacedMesh[] Place(WorldSnapshot snapshot, Double3 origin, Func<MeshInstance, bool> includes)
    {
        List<PlacedMesh> meshes = [];
        for (int i = 0; i < snapshot.Timeline.Instances.Length; i++)
        {
            MeshInstance instance = snapshot.Timeline.Instances[i];
            if (includes(instance))
            {
                Pose world = snapshot.WorldFromInstance[i];
                meshes.Add(new PlacedMesh(i, instance, snapshot.MeshOf(i), world with { Translation = world.Translation - origin }));
            }
        }

        return [.. meshes];
    }

    private sealed class PlacedMesh
    {
        private readonly Double3 _center;
        private readonly double _radius;
        private readonly (Double3 Corner, Double3 Edge1, Double3 Edge2)[] _triangles;

        public PlacedMesh(int instance, MeshInstance placed, Mesh mesh, Pose sceneFromMesh)
        {
            Instance = instance;
            Object = placed.Object;
            Double3[] points = [.. mesh.Positions.Select(p => sceneFromMesh.Apply(Double3.From(p)))];
            _center = sceneFromMesh.Apply(mesh.Bounds.Center);
            _radius = points.Length == 0 ? 0 : points.Max(p => (p - _center).Length) * (1 + 1e-9);
            _triangles = new (Double3, Double3, Double3)[mesh.TriangleCount];
            for (int i = 0; i < _triangles.Length; i++)
            {
                Double3 a = points[mesh.Indices[3 * i]];
                _triangles[i] = (a, points[mesh.Indices[3 * i + 1]] - a, points[mesh.Indices[3 * i + 2]] - a);
            }
        }

        public int Instance { get; }

        public int Object { get; }

        public void Cast(Double3 origin, Double3 direction, double minT, ref (int Instance, int Triangle, double T) best)
        {
            // Distance of the sphere's centre from the ray's line.
            Double3 across = Double3.Cross(_center - origin, direction);
            if (across.LengthSquared > _radius * _radius * direction.LengthSquared)
            {
                return;
            }

            for (int i = 0; i < _triangles.Length; i++)
            {
                (Double3 corner, Double3 e1, Double3 e2) = _triangles[i];
                Double3 p = Double3.Cross(direction, e2);
                double determinant = Double3.Dot(e1, p);
                Double3 s = origin - corner;
                double u = Double3.Dot(s, p) / determinant;
                Double3 q = Double3.Cross(s, e1);
                double v = Double3.Dot(direction, q) / determinant;
                double t = Double3.Dot(e2, q) / determinant;
                if (u >= 0 && v >= 0 && u + v <= 1 && t >= minT && t < best.T)
                {
                    best = (Instance, i, t);
                }
            }
        }
    }

    private sealed class Sweep(WorldTimeline timeline, Double3 origin, int hiddenObject, PlacedMesh[] still) : ISweepScene
    {
        public void Cast(ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
        {
            Scene? scene = null;
            for (int i = 0; i < rays.Length; i++)
            {
                scene = At(i, timesNs, scene);
                scene.Cast(rays.Slice(i, 1), hits.Slice(i, 1));
            }
        }

        public void CastObject(int objectIndex, ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
        {
            Scene? scene = null;
            for (int i = 0; i < rays.Length; i++)
            {
                scene = At(i, timesNs, scene);
                scene.CastObject(objectIndex, rays.Slice(i, 1), hits.Slice(i, 1));
            }
        }

        public void Dispose()
        {
        }

        /// <summary>The world of a ray's instant; the ray's before where that has the same.</summary>
        private Scene At(int ray, ReadOnlySpan<long> timesNs, Scene? before) => before is not null && timesNs[ray] == timesNs[ray - 1]
            ? before
            : new Scene([.. still, .. Place(timeline.At(timesNs[ray]), origin, m => !m.IsStatic)], hiddenObject);
    }

    private sealed class Scene(PlacedMesh[] meshes, int hiddenObject) : IRayScene
    {
        public void Cast(ReadOnlySpan<Ray> rays, Span<RayHit> hits)
        {
            for (int i = 0; i < rays.Length; i++)
            {
                hits[i] = Nearest(rays[i], mesh => mesh.Object != hiddenObject);
            }
        }

        public void CastObject(int objectIndex, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
        {
            for (int i = 0; i < rays.Length; i++)
            {
                hits[i] = Nearest(rays[i], mesh => mesh.Object == objectIndex);
            }
        }

        public void Dispose()
        {
        }

        private RayHit Nearest(Ray ray, Func<PlacedMesh, bool> include)
        {
            (int Instance, int Triangle, double T) best = (-1, -1, ray.MaxT);
            foreach (PlacedMesh mesh in meshes)
            {
                if (include(mesh))
                {
                    mesh.Cast(Double3.From(ray.Origin), Double3.From(ray.Direction), ray.MinT, ref best);
                }
            }

            return best.Instance < 0 ? RayHit.None : new RayHit(best.Instance, best.Triangle, (float)best.T);
        }
    }
}
