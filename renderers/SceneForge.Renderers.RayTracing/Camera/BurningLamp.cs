using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>A lamp that burns in a picture, in the scene's frame.</summary>
/// <param name="Blockers">What casts shadows in its light: all but the object that carries it, whose lenses stand before the lamp.</param>
internal readonly record struct BurningLamp(Vector3 Position, Vector3 Axis, Vector3 Intensity, float CosInner, float CosOuter, float Range, RayScene Blockers)
{
    // What a lamp adds below this is lost in the picture, lux.
    private const float Faintest = 0.03f;

    /// <summary>Every burning lamp of the world.</summary>
    public static ImmutableArray<BurningLamp> Collect(WorldSnapshot snapshot, Double3 origin, RayScene world)
    {
        WorldTimeline timeline = snapshot.Timeline;
        ImmutableArray<BurningLamp>.Builder lamps = ImmutableArray.CreateBuilder<BurningLamp>();
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            WorldObject item = timeline.Objects[i];
            RayScene blockers = world.Without(i);
            foreach (Lamp lamp in item.Model.Lamps)
            {
                if (!LampSwitches.Burns(item, lamp.Kind, timeline.Conditions, snapshot.TimeNs))
                {
                    continue;
                }

                Pose pose = snapshot.WorldFromInstance[timeline.FirstInstance(i) + lamp.Node];
                float strongest = Math.Max(lamp.Intensity.X, Math.Max(lamp.Intensity.Y, lamp.Intensity.Z));
                lamps.Add(new BurningLamp(
                    (pose.Apply(lamp.Position) - origin).ToSingle(),
                    pose.ApplyDirection(lamp.Direction).ToSingle(),
                    lamp.Intensity,
                    (float)Math.Cos(lamp.InnerAngle),
                    (float)Math.Cos(lamp.OuterAngle),
                    MathF.Sqrt(strongest / Faintest),
                    blockers));
            }
        }

        return lamps.ToImmutable();
    }

    /// <summary>Illuminance at a point on a surface that faces the lamp, lux, and the unit vector to the lamp.</summary>
    public Vector3 Illuminance(Vector3 point, out Vector3 toLamp, out float distance)
    {
        Vector3 offset = Position - point;
        distance = offset.Length();
        toLamp = offset / Math.Max(distance, 1e-3f);
        float cosine = -Vector3.Dot(toLamp, Axis);
        if (distance > Range || CosOuter > -0.999f && cosine <= CosOuter)
        {
            return Vector3.Zero;
        }

        float cone = CosOuter <= -0.999f ? 1 : Math.Clamp((cosine - CosOuter) / Math.Max(1e-4f, CosInner - CosOuter), 0, 1);
        return Intensity * (cone * cone / Math.Max(distance * distance, 0.01f));
    }
}
