namespace SceneForge.World.Assets.People.Gait;

/// <summary>
/// Angles in degrees over the gait cycle. Walking: Winter 2009, Biomechanics and Motor Control of Human Movement, appendix A
/// (natural cadence). Running: Novacheck 1998, "The biomechanics of running" (Gait and Posture 7). Stance is given over its
/// own share of the cycle, from heel contact 0 to toe-off 1; swing likewise from toe-off 0 to heel contact 1.
/// </summary>
internal static class GaitCurves
{
    /// <summary>Pitch of the foot in stance, toes up positive.</summary>
    public static readonly KeyCurve WalkStancePitch = new((0, 20), (0.06, 10), (0.13, 0), (0.50, 0), (0.65, -3.5), (0.73, -8.5), (0.81, -18),
        (0.89, -34), (1, -61));

    public static readonly KeyCurve RunStancePitch = new((0, 9), (0.14, 0), (0.42, 0), (0.55, -6), (0.70, -20), (0.85, -38), (1, -56));

    /// <summary>Pitch of the toes over the foot's in stance.</summary>
    public static readonly KeyCurve ToeShare = new((0.62, 0), (0.80, 0.12), (1, 0.48));

    /// <summary>Pitch of the foot in swing.</summary>
    public static readonly KeyCurve WalkSwingPitch = new((0, -61), (0.08, -66), (0.18, -65), (0.28, -57), (0.38, -45), (0.50, -29), (0.62, -11),
        (0.75, 8), (0.87, 18), (1, 20));

    public static readonly KeyCurve RunSwingPitch = new((0, -56), (0.12, -82), (0.25, -101), (0.36, -96), (0.48, -74), (0.60, -45), (0.72, -18),
        (0.84, 2), (1, 9));

    /// <summary>Thigh to the vertical in swing, knee forward positive.</summary>
    public static readonly KeyCurve WalkThigh = new((0, -9), (0.125, 1), (0.25, 9), (0.375, 15.5), (0.5, 20), (0.625, 23.5), (0.75, 25.5),
        (0.875, 25.5), (1, 23));

    public static readonly KeyCurve RunThigh = new((0, -24), (0.12, -17), (0.25, 2), (0.4, 23), (0.55, 38), (0.68, 43), (0.8, 41), (0.9, 35),
        (1, 28));

    /// <summary>Flexion of the knee in swing.</summary>
    public static readonly KeyCurve WalkKnee = new((0, 40), (0.13, 55), (0.29, 62), (0.42, 57), (0.55, 43), (0.68, 27), (0.80, 12), (0.90, 5),
        (1, 4));

    public static readonly KeyCurve RunKnee = new((0, 18), (0.12, 46), (0.25, 80), (0.38, 101), (0.48, 103), (0.60, 92), (0.72, 68), (0.84, 36),
        (0.93, 19), (1, 15));

    /// <summary>Least flexion of the knee in walking: the loading response and mid-stance decide how high the hips can be.</summary>
    public static readonly KeyCurve WalkStanceKnee = new((0, 4), (0.12, 13), (0.24, 18), (0.40, 14), (0.62, 6), (0.80, 7), (1, 9));
}
