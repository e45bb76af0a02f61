using SceneForge.Base.Numerics;

namespace SceneForge.World.Assets.People.Gait;

/// <summary>
/// How long strides are at a speed. Everything scales with v* = v / sqrt(g l), l the height of the hips, so that children move
/// as grown people do at the same v* (dynamic similarity, Alexander 1989). Walking: stride / l = 2.15 v*^0.42 (Grieve and Gear 1966
/// give the exponent); running: 2.35 v*^0.83 (fitted to 1.86, 2.5 and 3.3 m at 2.5, 3.5 and 5 m/s, Cavanagh and Kram 1990).
/// People change to running near v* = 0.7.
/// </summary>
internal readonly struct Stride
{
    /// <param name="hipHeight">Metres.</param>
    /// <param name="speed">m/s.</param>
    public Stride(double hipHeight, double speed)
    {
        double v = Math.Abs(speed) / Math.Sqrt(9.81 * hipHeight);
        double moving = Math.Max(v, 0.08);
        Running = SmoothStep(0.62, 0.84, v);
        Moving = SmoothStep(0.02, 0.13, v);
        double walk = 2.15 * StrictMath.Pow(moving, 0.42);
        double run = 2.35 * StrictMath.Pow(moving, 0.83);
        RelativeLength = walk + (run - walk) * Running;
        Length = RelativeLength * hipHeight;
        double walkStance = Math.Clamp(0.66 - 0.13 * v, 0.56, 0.65);
        double runStance = Math.Clamp(0.40 - 0.155 * (v - 0.83), 0.22, 0.42);
        Stance = walkStance + (runStance - walkStance) * Running;
        WalkAmplitude = Math.Min(1.15, Moving * walk / 1.56);
        RunAmplitude = Math.Clamp(0.55 + 0.45 * v / 1.17, 0.7, 1.15);
    }

    /// <summary>Metres from heel contact to the next of the same foot.</summary>
    public double Length { get; }

    /// <summary><see cref="Length"/> over the height of the hips.</summary>
    public double RelativeLength { get; }

    /// <summary>0 walking, 1 running.</summary>
    public double Running { get; }

    /// <summary>0 standing, 1 on the way.</summary>
    public double Moving { get; }

    /// <summary>Share of the cycle that a foot is on the ground.</summary>
    public double Stance { get; }

    /// <summary>Factor on the walking angles; 1 at 1.4 m/s for a grown person.</summary>
    public double WalkAmplitude { get; }

    /// <summary>Factor on the running angles; 1 at 3.5 m/s for a grown person.</summary>
    public double RunAmplitude { get; }

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>.</summary>
    public static double SmoothStep(double low, double high, double x)
    {
        double t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>The walking value, the running one or between.</summary>
    public double Blend(double walk, double run) => walk + (run - walk) * Running;
}
