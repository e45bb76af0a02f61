using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Appearance;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>A lamp that burns in a picture, in the scene's frame.</summary>
/// <param name="Intensity">Candela.</param>
/// <param name="Reach">Metres.</param>
/// <param name="Blockers">What casts shadows in its light: all but the object that carries it, whose lenses stand before the lamp.</param>
internal readonly record struct BurningLamp(Vector3 Position, Vector3 Axis, Vector3 Intensity, float CosInner, float CosOuter, float Reach,
    bool IsLowBeam, RayScene Blockers)
{
    /// <summary>Every burning lamp of the world.</summary>
    /// <param name="exposure">See <see cref="Exposure.Scale"/>.</param>
    public static ImmutableArray<BurningLamp> Collect(WorldSnapshot snapshot, Double3 origin, RayScene world, float exposure)
    {
        WorldTimeline timeline = snapshot.Timeline;
        ImmutableArray<BurningLamp>.Builder lamps = ImmutableArray.CreateBuilder<BurningLamp>();
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            WorldObject item = timeline.Objects[i];
            foreach (Lamp lamp in item.Model.Lamps)
            {
                if (!snapshot.States[i].Lamps.Burns(lamp.Channel))
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
                    LampReach.Of(strongest, exposure),
                    lamp.Channel == LampChannel.LowBeam,
                    world.Without(i)));
            }
        }

        return lamps.ToImmutable();
    }

    /// <summary>Illuminance at a point on a surface that faces the lamp, lux, and the unit vector to the lamp.</summary>
    /// <param name="extinction">Of the air, 1/m.</param>
    public Vector3 Illuminance(Vector3 point, float extinction, out Vector3 toLamp, out float distance)
    {
        Vector3 offset = Position - point;
        distance = offset.Length();
        toLamp = offset / Math.Max(distance, 1e-3f);
        return distance >= Reach
            ? Vector3.Zero
            : Intensity * (Share(-toLamp) * LampReach.Falloff(distance * distance, Reach) * MathF.Exp(-extinction * distance));
    }

    /// <summary>What falling drops and flakes before the eye get of its light, lux.</summary>
    public Vector3 OnFalling(Vector3 view)
    {
        Vector3 way = view * RainStreaks.LampDistance - Position;
        float square = way.LengthSquared();
        return Intensity * (Share(way / MathF.Sqrt(square)) * RainStreaks.LampShare / Math.Max(square, 1));
    }

    /// <summary>Luminance of its light in the air between the eye and a place, cd/m^2.</summary>
    public Vector3 Glow(Vector3 view, float distance, float extinction)
    {
        float share = LampReach.Glow(Position, view, Math.Min(distance, LampReach.GlowDistance), extinction, Reach, out float nearest);
        return share <= 0 ? Vector3.Zero : Intensity * (share * Share(Vector3.Normalize(view * nearest - Position)));
    }

    private float Share(Vector3 fromLamp) =>
        IsLowBeam ? LowBeam.Share(Axis, fromLamp)
        : CosOuter <= -0.999f ? 1
        : SurfaceNoise.SmoothStep(CosOuter, Math.Max(CosInner, CosOuter + 1e-4f), Vector3.Dot(fromLamp, Axis));
}
