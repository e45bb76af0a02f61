using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Appearance;
using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>A lamp that burns, as seen by one picture.</summary>
internal sealed class BurningLamp
{
    private const double HeadLampHalfAngle = 0.7;

    // Farther things throw no shadow in head lamps; the road ahead is drawn for it in every picture.
    private const double HeadLampShadows = 45;

    // A lamp that reaches no farther is outshone by daylight.
    private const double ShadowlessRange = 25;
    private const double WidestHalfAngle = 1.25;

    /// <param name="carrier">Index of the object that carries it.</param>
    /// <param name="place">World coordinates.</param>
    /// <param name="axis">World axes, unit length.</param>
    /// <param name="shadowPlace">Where its shadows are taken from: lamps of one vehicle share the place between them.</param>
    public BurningLamp(Lamp lamp, int carrier, Double3 place, Double3 axis, Double3 shadowPlace, bool isMoving, float exposure)
    {
        Lamp = lamp;
        Carrier = carrier;
        Place = place;
        Axis = axis;
        IsMoving = isMoving;
        Light = lamp.Intensity * exposure;
        Strongest = Math.Max(Light.X, Math.Max(Light.Y, Light.Z));
        Range = LampReach.Of(Strongest / exposure, exposure);

        // What it lights lies within the sphere around the middle of its cone.
        bool isNarrow = lamp.OuterAngle < Math.PI / 4;
        Reach = isNarrow ? Range * 0.5 / Math.Cos(lamp.OuterAngle) : Range;
        Middle = isNarrow ? place + axis * Reach : place;
        bool isHeadLamp = lamp.Channel == LampChannel.LowBeam;
        CastsShadows = (isHeadLamp || lamp.Channel is LampChannel.StreetLamp or LampChannel.Hall) && Range > ShadowlessRange;
        View = isHeadLamp
            ? DepthView.Pyramid(shadowPlace, axis, HeadLampHalfAngle, 0.35, HeadLampShadows)
            : DepthView.Pyramid(place, axis, Math.Min(lamp.OuterAngle, WidestHalfAngle), 0.4, Range);
    }

    public Lamp Lamp { get; }

    /// <summary>Index of the object that carries it, which throws no shadow in its light.</summary>
    public int Carrier { get; }

    public Double3 Place { get; }

    public Double3 Axis { get; }

    public bool IsMoving { get; }

    /// <summary>Intensity times the exposure.</summary>
    public Vector3 Light { get; }

    public float Strongest { get; }

    public double Range { get; }

    public Double3 Middle { get; }

    public double Reach { get; }

    public bool CastsShadows { get; }

    public DepthView View { get; }

    /// <summary>Layer of its shadow map, or -1.</summary>
    public int Layer { get; set; } = -1;
}
