using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>
/// A head lamp's passing beam for traffic on the right: shares of its peak that meet UN Regulation 112 (01 series, class B) with a peak of 15 kcd.
/// The cut-off lies 0.57 degrees (1 %) below the level, rises at 15 degrees to the right of its kink, and is as soft as the regulation's gradient
/// allows; below it light lessens towards the near road, to the sides it spreads as a core and a wide part. Angles in degrees.
/// </summary>
public static class LowBeam
{
    public const float CutOff = -0.57f;

    /// <summary>Tangent of 15 degrees, and where the rise ends.</summary>
    public const float KinkSlope = 0.26795f;
    public const float KinkEnd = 8;

    /// <summary>Around the cut-off: where light begins above it, and where it is full below it.</summary>
    public const float SoftAbove = 0.1f;
    public const float FullBelow = 0.35f;

    /// <summary>Below the cut-off light is halved at this depth and falls with its square from there.</summary>
    public const float HalfDepth = 2.2f;
    public const float CoreWidth = 8;
    public const float CoreShare = 0.7f;
    public const float WideWidth = 25;

    /// <summary>Above the cut-off, for signs.</summary>
    public const float Stray = 0.012f;

    /// <summary>Cosines to the axis where the lamp's glass ends and where it is free.</summary>
    public const float EdgeCosine = 0.72f;
    public const float FreeCosine = 0.85f;
    public const float DegreesPerRadian = 57.29578f;

    /// <summary>Share of the peak.</summary>
    /// <param name="axis">Of the lamp, unit length; its lean is the vehicle's.</param>
    /// <param name="fromLamp">Unit length.</param>
    public static float Share(Vector3 axis, Vector3 fromLamp)
    {
        float right = (axis.Y * fromLamp.X - axis.X * fromLamp.Y) * DegreesPerRadian;
        float up = (fromLamp.Z - axis.Z) * DegreesPerRadian;
        float below = CutOff + KinkSlope * Math.Clamp(right, 0, KinkEnd) - up;
        float depth = Math.Max(below, 0) / HalfDepth;
        float core = right / CoreWidth;
        float wide = right / WideWidth;
        float spread = CoreShare * MathF.Exp(-core * core) + (1 - CoreShare) * MathF.Exp(-wide * wide);
        float beam = Stray + SurfaceNoise.SmoothStep(-SoftAbove, FullBelow, below) * spread / (1 + depth * depth);
        return beam * SurfaceNoise.SmoothStep(EdgeCosine, FreeCosine, Vector3.Dot(axis, fromLamp));
    }
}
