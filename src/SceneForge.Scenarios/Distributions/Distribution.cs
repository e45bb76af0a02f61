using System.Collections.Immutable;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Scenarios.Distributions;

/// <summary>
/// What a value may be. Every distribution is drawn through its quantile function, so that a design can confine the draw to a stratum.
/// </summary>
public abstract record Distribution
{
    private Distribution()
    {
    }

    /// <summary>Smallest possible number; NaN for words.</summary>
    public abstract double Min { get; }

    /// <summary>Largest possible number; NaN for words.</summary>
    public abstract double Max { get; }

    /// <summary>All possible values; default for a continuous distribution.</summary>
    public virtual ImmutableArray<SampledValue> Levels => default;

    /// <summary>Into how many bins of equal probability a design cuts a continuous distribution; null: the design's own number.</summary>
    public int? Bins { get; init; }

    /// <summary>The value below which the share <paramref name="u"/> in [0, 1) lies.</summary>
    public abstract SampledValue Quantile(double u);

    private static SampledValue Number(double value) => new(value, null);

    /// <summary>Every number between the two is as likely as any other.</summary>
    public sealed record Uniform(double Low, double High) : Distribution
    {
        public override double Min => Low;

        public override double Max => High;

        public override SampledValue Quantile(double u) => Number(Math.Clamp(Low + (High - Low) * u, Low, High));
    }

    /// <summary>The logarithm is uniform.</summary>
    public sealed record LogUniform(double Low, double High) : Distribution
    {
        public override double Min => Low;

        public override double Max => High;

        public override SampledValue Quantile(double u) => Number(Math.Clamp(Low * StrictMath.Exp(StrictMath.Log(High / Low) * u), Low, High));
    }

    /// <summary>Normal with mean and standard deviation. With 53 random bits it never leaves 8.3 deviations, which are its bounds here.</summary>
    public sealed record Normal(double Mean, double Deviation) : Distribution
    {
        private const double Reach = 8.3;

        public override double Min => Mean - Reach * Deviation;

        public override double Max => Mean + Reach * Deviation;

        // 2^-54 stands for u = 0: half the smallest step of u. Its quantile is -8.29.
        public override SampledValue Quantile(double u) =>
            Number(Mean + Deviation * NormalDistribution.Quantile(Math.Max(u, 5.5511151231257827e-17)));
    }

    /// <summary>Normal, confined to [Low, High].</summary>
    public sealed record TruncatedNormal(double Mean, double Deviation, double Low, double High) : Distribution
    {
        public override double Min => Low;

        public override double Max => High;

        /// <summary>Share of the whole normal distribution that lies inside the bounds.</summary>
        public double Mass => Tails.High - Tails.Low;

        // Above the mean everything is mirrored, because probabilities near 1 have lost their digits.
        private bool Mirrored => Low > Mean;

        private (double Low, double High) Tails
        {
            get
            {
                double low = NormalDistribution.Cdf((Low - Mean) / Deviation * (Mirrored ? -1 : 1));
                double high = NormalDistribution.Cdf((High - Mean) / Deviation * (Mirrored ? -1 : 1));
                return Mirrored ? (high, low) : (low, high);
            }
        }

        public override SampledValue Quantile(double u)
        {
            (double low, double high) = Tails;
            double p = Math.Clamp(low + (high - low) * (Mirrored ? 1.0 - u : u), 1e-300, 1.0 - 1.2e-16);
            double z = NormalDistribution.Quantile(p);
            return Number(Math.Clamp(Mean + Deviation * (Mirrored ? -z : z), Low, High));
        }
    }

    /// <summary>One of several values, by weight; without weights all alike.</summary>
    public sealed record Choice(ImmutableArray<SampledValue> Values, ImmutableArray<double> Weights) : Distribution
    {
        private readonly double _total = Weights.Sum();

        public override double Min => Values.Min(v => v.Number ?? double.NaN);

        public override double Max => Values.Max(v => v.Number ?? double.NaN);

        public override ImmutableArray<SampledValue> Levels => Values;

        public override SampledValue Quantile(double u) => Values[LevelAt(u)];

        /// <summary>Index of the value that the share <paramref name="u"/> falls on; never one of weight 0.</summary>
        public int LevelAt(double u)
        {
            double sum = 0;
            int last = 0;
            for (int i = 0; i < Values.Length; i++)
            {
                if (Weights[i] <= 0)
                {
                    continue;
                }

                last = i;
                sum += Weights[i];
                if (u * _total < sum)
                {
                    break;
                }
            }

            return last;
        }
    }
}
