using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Body;

/// <summary>The unclothed surfaces of trunk and limbs in the reference body (upright, arms straight down), as lofts over the height.</summary>
internal sealed class BodyShape
{
    private readonly BodyPlan _plan;

    public BodyShape(BodyPlan plan)
    {
        _plan = plan;
        Torso = new BodyLoft(TorsoSections());
        Drape = new BodyLoft(DrapeSections());
    }

    /// <summary>From the crotch to the root of the neck.</summary>
    public BodyLoft Torso { get; }

    /// <summary>The torso with cloth that hangs straight down around hips and thighs.</summary>
    public BodyLoft Drape { get; }

    /// <summary>Height at a share of the trunk: 0 at the hips, 1 at the root of the neck.</summary>
    public double TrunkHeight(double share) => _plan.HipHeight + share * (_plan.NeckHeight - _plan.HipHeight);

    /// <summary>From the hip to the ankle.</summary>
    /// <param name="side">1 left, -1 right.</param>
    public BodyLoft Leg(int side)
    {
        double l = _plan.Limb;
        double thigh = _plan.HipHeight - _plan.KneeHeight;
        double shank = _plan.KneeHeight - _plan.AnkleHeight;
        double female = _plan.Female ? 1.06 : 1;
        LoftSection S(double z, double x, double front, double back, double half) =>
            new(z, x * l, side * _plan.HipHalf, front * l, back * l, half * l, 2.1);
        return new BodyLoft(
        [
            S(_plan.AnkleHeight, -0.004, 0.037, 0.040, 0.033),
            S(_plan.AnkleHeight + 0.14 * shank, -0.006, 0.033, 0.037, 0.032),
            S(_plan.AnkleHeight + 0.38 * shank, -0.010, 0.042, 0.049, 0.041),
            S(_plan.AnkleHeight + 0.68 * shank, -0.012, 0.052, 0.064, 0.056),
            S(_plan.AnkleHeight + 0.87 * shank, -0.004, 0.053, 0.058, 0.053),
            S(_plan.KneeHeight, 0.002, 0.058, 0.056, 0.056),
            S(_plan.KneeHeight + 0.12 * thigh, 0.002, 0.061, 0.060, 0.060),
            S(_plan.KneeHeight + 0.45 * thigh, 0.004, 0.074 * female, 0.078 * female, 0.076 * female),
            S(_plan.KneeHeight + 0.78 * thigh, 0.003, 0.084 * female, 0.090 * female, 0.086 * female),
            S(_plan.HipHeight + 0.03 * thigh, -0.004, 0.078, 0.094, 0.080),
        ]);
    }

    /// <summary>From the shoulder to the wrist.</summary>
    public BodyLoft Arm(int side)
    {
        double l = _plan.Limb;
        double x = -0.012 * _plan.Unit;
        double shoulder = _plan.ShoulderHeight;
        double elbow = shoulder - _plan.UpperArm;
        double wrist = elbow - _plan.Forearm;
        LoftSection S(double z, double dx, double y, double deep, double half) =>
            new(z, x + dx * l, side * (_plan.ShoulderHalf + y * l), deep * l, deep * l, half * l, 2.1);
        return new BodyLoft(
        [
            S(wrist, 0.003, 0, 0.0285, 0.0215),
            S(wrist + 0.25 * _plan.Forearm, 0.003, 0, 0.033, 0.027),
            S(wrist + 0.70 * _plan.Forearm, 0.002, 0, 0.043, 0.038),
            S(elbow, 0, 0, 0.041, 0.038),
            S(elbow + 0.20 * _plan.UpperArm, 0, 0, 0.042, 0.039),
            S(elbow + 0.55 * _plan.UpperArm, 0.002, 0.000, 0.048, 0.043),
            S(elbow + 0.82 * _plan.UpperArm, 0, 0.002, 0.054, 0.047),
            S(shoulder, -0.004, -0.004, 0.052, 0.046),
        ]);
    }

    /// <summary>From inside the chest to under the skull, leaning forward.</summary>
    public BodyLoft Neck()
    {
        double r = _plan.NeckRadius;
        double u = _plan.Unit;
        return new BodyLoft(
        [
            new(_plan.NeckHeight - 0.05 * u, -0.024 * u, 0, 0.85 * r, 1.25 * r, 1.60 * r),
            new(_plan.NeckHeight - 0.02 * u, -0.022 * u, 0, 1.02 * r, 1.22 * r, 1.36 * r),
            new(_plan.NeckHeight + 0.005 * u, -0.019 * u, 0, 1.02 * r, 1.14 * r, 1.16 * r),
            new(_plan.NeckHeight + 0.5 * (_plan.ChinHeight - _plan.NeckHeight), -0.014 * u, 0, 0.98 * r, 1.05 * r, r),
            new(_plan.ChinHeight + 0.18 * _plan.HeadHeight, -0.004 * u, 0, 1.0 * r, 1.15 * r, 1.02 * r),
        ]);
    }

    private IEnumerable<LoftSection> DrapeSections()
    {
        LoftSection[] torso = [.. TorsoSections()];
        LoftSection hips = torso[2];
        double l = _plan.Limb;
        hips = hips with
        {
            Front = Math.Max(hips.Front, 0.100 * l),
            Back = Math.Max(hips.Back, 0.108 * l),
            Side = Math.Max(hips.Side, _plan.HipHalf + 0.092 * l),
            Power = 2.7,
        };
        return [hips with { Z = TrunkHeight(-0.2) }, hips with { Z = TrunkHeight(0.0) }, .. torso[3..]];
    }

    private LoftSection[] TorsoSections()
    {
        BodyPlan p = _plan;
        double u = p.Unit;
        double bust = p.Female ? (1 - Math.Min(1, p.Childness)) * 0.034 * u : 0;
        LoftSection S(double share, double x, double front, double back, double half, double power = 2.35) =>
            new(TrunkHeight(share), x * u, 0, front, back, half, power);
        double hip = p.PelvisHalf;
        double deep = p.PelvisDepth;
        return
        [
            S(-0.13, -0.01, 0.42 * deep, 0.60 * deep, 0.42 * hip),
            S(-0.05, 0, 0.74 * deep, 1.00 * deep, 0.84 * hip),
            S(0.03, 0, 0.90 * deep, 1.14 * deep, hip),
            S(0.13, 0.002, 0.96 * deep, 1.02 * deep, 0.975 * hip),
            S(0.22, 0.003, 1.02 * p.WaistDepth, 0.98 * p.WaistDepth, (0.4 * hip) + (0.6 * p.WaistHalf)),
            S(0.34, 0.003, 1.06 * p.WaistDepth, 0.90 * p.WaistDepth, p.WaistHalf),
            S(0.48, -0.006, (0.5 * p.WaistDepth) + (0.5 * p.ChestDepth), 0.95 * p.ChestDepth, (0.5 * p.WaistHalf) + (0.5 * p.ChestHalf)),
            S(0.62, -0.012, p.ChestDepth + bust, 1.02 * p.ChestDepth, 0.99 * p.ChestHalf, 2.6),
            S(0.73, -0.016, p.ChestDepth + 0.45 * bust, 1.04 * p.ChestDepth, 1.05 * p.ChestHalf, 2.9),
            S(0.83, -0.020, 0.80 * p.ChestDepth, 0.95 * p.ChestDepth, p.ShoulderHalf + 0.016 * u, 3.0),
            S(0.905, -0.022, 0.60 * p.ChestDepth, 0.76 * p.ChestDepth, 0.96 * p.ShoulderHalf, 2.7),
            S(0.955, -0.022, 0.46 * p.ChestDepth, 0.60 * p.ChestDepth, 0.62 * p.ShoulderHalf, 2.3),
            S(1.0, -0.021, 0.10 * p.ChestDepth + p.NeckRadius, 0.12 * p.ChestDepth + p.NeckRadius, 1.22 * p.NeckRadius, 2),
        ];
    }
}
