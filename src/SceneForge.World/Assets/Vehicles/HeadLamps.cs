using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Head lamps as light sources.</summary>
internal static class HeadLamps
{
    /// <summary>
    /// Dipped beams: a cone that points 3 degrees down, so that its bright core ends about 1 degree (1.7 %) below the horizon
    /// (UN Regulation 48 sets 1 to 1.5 % for lamps below 0.8 m). 15 kcd is an LED lamp's usual peak.
    /// </summary>
    public static ImmutableArray<Lamp> Dipped(int node, IEnumerable<Double3> places)
    {
        double down = StrictMath.Radians(3);
        Double3 axis = new(StrictMath.Cos(down), 0, -StrictMath.Sin(down));
        return [.. places.Select(p => new Lamp(LampKind.HeadLamp, node, p, axis, new Vector3(15000f, 14600f, 13800f), StrictMath.Radians(2),
            StrictMath.Radians(28)))];
    }
}
