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
    /// Dipped beams, whose pattern is the renderers' (UN Regulation 112). 15 kcd is an LED lamp's usual peak.
    /// </summary>
    public static ImmutableArray<Lamp> Dipped(int node, IEnumerable<Double3> places)
    {
        return [.. places.Select(p => new Lamp(LampChannel.LowBeam, node, p, Double3.UnitX, new Vector3(15000f, 14600f, 13800f),
            StrictMath.Radians(2), StrictMath.Radians(44)))];
    }
}
