using SceneForge.Base.Random;

namespace SceneForge.World.Assets.People.Body;

/// <summary>
/// Dimensions of a standing person in shoes, metres. Joint heights and segment lengths after Drillis and Contini 1966
/// (Winter 2009, figure 4.1); breadths and depths after the medians of Pheasant and Haslegrave 2006; children's
/// proportions after Snyder et al. 1977 (UMTRI), whose head is a sixth of the stature at five years.
/// </summary>
internal sealed record BodyPlan
{
    public required double Stature { get; init; }

    public required bool Female { get; init; }

    /// <summary>0 for a grown body, 1 for a child of 1.10 m.</summary>
    public required double Childness { get; init; }

    /// <summary>-1 slender to 1 heavy.</summary>
    public required double Build { get; init; }

    public double Unit => Stature / 1.75;

    public double AnkleHeight => Stature * Blend(0.047, 0.054);

    public double KneeHeight => Stature * Blend(0.284, 0.272);

    public double HipHeight => Stature * Blend(0.520, 0.484);

    public double NeckHeight => Stature * Blend(0.835, 0.789);

    public double HeadHeight => Stature * Blend(0.131, 0.182);

    public double ChinHeight => Stature - HeadHeight;

    public double ShoulderHeight => Stature * Blend(0.796, 0.755);

    public double HipHalf => Stature * Blend(Female ? 0.053 : 0.051, 0.048);

    public double ShoulderHalf => Stature * Blend(Female ? 0.094 : 0.105, 0.098);

    public double UpperArm => Stature * Blend(0.170, 0.158);

    public double Forearm => Stature * Blend(0.145, 0.132);

    public double Hand => Stature * Blend(0.106, 0.102);

    /// <summary>From the ankle's axis back to the end of the heel.</summary>
    public double Heel => Stature * Blend(0.038, 0.041);

    /// <summary>From the ankle's axis forward to the joint of the toes.</summary>
    public double Ball => Stature * Blend(0.068, 0.070);

    /// <summary>From the ankle's axis forward to the tip of the shoe.</summary>
    public double Toe => Stature * Blend(0.117, 0.124);

    public double ShoeHalfWidth => Stature * Blend(0.028, 0.034);

    public double ChestHalf => Stature * Blend(Female ? 0.080 : 0.090, 0.086) * (1 + 0.07 * Build);

    public double ChestDepth => Stature * Blend(Female ? 0.062 : 0.068, 0.070) * (1 + 0.08 * Build);

    public double WaistHalf => Stature * Blend(Female ? 0.068 : 0.081, 0.082) * (1 + 0.16 * Build);

    public double WaistDepth => Stature * Blend(Female ? 0.052 : 0.059, 0.068) * (1 + 0.20 * Build);

    public double PelvisHalf => Stature * Blend(Female ? 0.101 : 0.096, 0.090) * (1 + 0.09 * Build);

    public double PelvisDepth => Stature * Blend(Female ? 0.068 : 0.066, 0.068) * (1 + 0.10 * Build);

    public double NeckRadius => Stature * Blend(Female ? 0.0285 : 0.0335, 0.0315) * (1 + 0.06 * Build);

    public double HeadHalfLength => Stature * Blend(0.0560, 0.0835);

    public double HeadHalfBreadth => Stature * Blend(0.0445, 0.0675);

    /// <summary>Factor on the radii of arms and legs.</summary>
    public double Limb => Unit * Blend(Female ? 0.95 : 1.0, 0.97) * (1 + 0.10 * Build);

    /// <summary>From the hip to the ankle.</summary>
    public double LegLength => HipHeight - AnkleHeight;

    /// <summary>A grown person or a child of a stature, metres.</summary>
    public static BodyPlan Of(bool child, double stature, bool female, double build) => new()
    {
        Stature = stature,
        Female = female,
        Childness = child ? Math.Clamp((1.75 - stature) / 0.65, 0.4, 1.2) : 0,
        Build = build,
    };

    /// <summary>Most people are near the middle; children vary less.</summary>
    public static double DrawBuild(bool child, RandomStream random) => (child ? 0.6 : 1.0) * Math.Clamp(0.45 * random.Normal(), -1, 1.2);

    private double Blend(double grown, double child) => grown + (child - grown) * Childness;
}
