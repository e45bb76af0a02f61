using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>
/// The curves that a vehicle's body is drawn from, in the model frame (x forward from the rear axle, z up), metres.
/// The skin is the rounded intersection of a closed side-view profile, bowed in plan, with a side wall y = half width(x, z).
/// </summary>
internal sealed record BodyForm
{
    /// <summary>Side view on the centre line: nose, bonnet, windscreen, roof, tail, floor.</summary>
    public required Outline Profile { get; init; }

    /// <summary>Largest half width at x.</summary>
    public required Curve Plan { get; init; }

    /// <summary>Height of the shoulder, where the glasshouse stands on the lower body.</summary>
    public required Curve Belt { get; init; }

    /// <summary>Offset of the side wall from <see cref="Plan"/> over the share of the height from the floor (0) to the belt (1).</summary>
    public required Curve LowerSection { get; init; }

    /// <summary>Slope of the glasshouse's sides inwards at x, as metres of width per metre of height.</summary>
    public required Curve Tumblehome { get; init; }

    /// <summary>More tumblehome towards the roof, per metre: the sides' curvature.</summary>
    public double SideCurvature { get; init; } = 0.15;

    /// <summary>How far the glasshouse stands in at the belt.</summary>
    public double Ledge { get; init; } = 0.02;

    /// <summary>How fast the profile falls back from the centre line at x: metres along x per square metre of y.</summary>
    public required Curve Bow { get; init; }

    /// <summary>How fast the profile falls from the centre line: metres of z per square metre of y.</summary>
    public double Crown { get; init; } = 0.09;

    /// <summary>Radius of the edge between profile and side wall at x.</summary>
    public required Curve EdgeRadius { get; init; }

    /// <summary>Radius of the edge between floor and side wall.</summary>
    public double FloorRadius { get; init; } = 0.05;

    public required double FloorZ { get; init; }

    /// <summary>Height of the crease along the flanks; null: none.</summary>
    public Curve? Crease { get; init; }

    /// <summary>Depth of the hollow under the crease.</summary>
    public double CreaseDepth { get; init; } = 0.006;

    /// <summary>Height over which the glasshouse steps in above the belt.</summary>
    public const double LedgeHeight = 0.045;

    /// <summary>Height over which the skin steps in under the crease.</summary>
    public const double CreaseHeight = 0.022;

    /// <summary>Where the axles are along x; the rear one first.</summary>
    public required double[] Axles { get; init; }

    public required double WheelRadius { get; init; }

    public double ArchGap { get; init; } = 0.045;

    /// <summary>How far the body bulges around the wheel arches.</summary>
    public double Flare { get; init; } = 0.013;

    public double ArchRadius => WheelRadius + ArchGap;

    public double WheelBase => Axles[^1] - Axles[0];

    /// <summary>Halfway between the axles along x.</summary>
    public double Middle => (Axles[0] + Axles[^1]) / 2;

    /// <summary>The crease's share of its depth at x: it starts behind the front wheel and ends over the rear one.</summary>
    public double CreaseFade(double x) =>
        Curve.SmoothStep(Axles[0] - 0.5, Axles[0] + 0.1, x) * (1 - Curve.SmoothStep(Axles[^1] - 0.1, Axles[^1] + 0.4, x));
}
