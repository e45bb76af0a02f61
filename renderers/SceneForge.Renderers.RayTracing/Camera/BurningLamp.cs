using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>A lamp that burns in a picture, in the scene's frame.</summary>
/// <param name="Blockers">What casts shadows in its light: all but the object that carries it, whose lenses stand before the lamp.</param>
internal readonly record struct BurningLamp(Vector3 Position, Vector3 Axis, Vector3 Intensity, float CosInner, float CosOuter, float Range,
    bool IsLowBeam, RayScene Blockers)
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
                    lamp.Kind == LampKind.HeadLamp,
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
        float share = distance > Range ? 0 : IsLowBeam ? LowBeam(-toLamp) : Cone(-toLamp);
        return Intensity * (share / Math.Max(distance * distance, 0.04f));
    }

    private float Cone(Vector3 fromLamp)
    {
        float cosine = Vector3.Dot(fromLamp, Axis);
        return CosOuter <= -0.999f ? 1 : SmoothStep(CosOuter, Math.Max(CosInner, CosOuter + 1e-4f), cosine);
    }

    /// <summary>
    /// A head lamp's low beam, as the rasterizer has it: cut off one per cent below the level (UN Regulation 149), less light the nearer
    /// the road, some stray light above.
    /// </summary>
    private float LowBeam(Vector3 fromLamp)
    {
        float below = -fromLamp.Z;
        float aside = Axis.X * fromLamp.Y - Axis.Y * fromLamp.X;
        float steep = below / 0.045f;
        float level = 0.012f + SmoothStep(0.004f, 0.014f, below) / (1 + steep * steep);
        return level * MathF.Exp(-9 * aside * aside) * SmoothStep(0, 0.5f, Vector3.Dot(Axis, fromLamp));
    }

    private static float SmoothStep(float low, float high, float x)
    {
        float t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
