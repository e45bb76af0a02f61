using SceneForge.Scenarios.Numerics;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Rain in a beam. It attenuates by 0.01 R^0.6 1/m, one way (Goodin et al. 2019; R in mm/h); single drops of Marshall and Palmer's sizes
/// (1948: N(D) = 8000 exp(-4.1 R^-0.21 D) m^-3 mm^-1) throw light back from where they are (Kilic et al. 2021, LISA): a drop fills
/// (D / beam diameter)^2 of the beam and reflects 0.02, water's normal Fresnel reflectance.
/// </summary>
internal sealed class RainMedium
{
    private const double DropReflectance = 0.02;
    private const double SmallestDrop = 0.5;
    private const double LargestDrop = 6;

    private readonly double _slope;
    private readonly double _density;

    /// <param name="rate">Millimetres an hour, above 0.</param>
    public RainMedium(LidarModel model, double rate)
    {
        Extinction = 0.01 * StrictMath.Pow(rate, 0.6);
        _slope = 4.1 * StrictMath.Pow(rate, -0.21);
        _density = 8000 / _slope * (StrictMath.Exp(-_slope * SmallestDrop) - StrictMath.Exp(-_slope * LargestDrop));
        // Beyond this even the largest drop stays far below the threshold.
        double reach = model.MinRange;
        while (reach < model.MaxRange && Signal(model, reach, LargestDrop) > 0.2 * model.Threshold)
        {
            reach += 0.1;
        }

        Reach = reach;
    }

    /// <summary>1/m, one way.</summary>
    public double Extinction { get; }

    /// <summary>Drops nearer than this can be seen, metres.</summary>
    public double Reach { get; }

    /// <summary>Mean number of drops from 0.5 to 6 mm in the beam between its start and a range.</summary>
    public double MeanCount(LidarModel model, double range)
    {
        double grow = model.Divergence;
        double a = model.Aperture;
        // Volume of a cone of diameter a + grow z.
        return _density * Math.PI / 4 * (a * a * range + a * grow * range * range + grow * grow * range * range * range / 3);
    }

    /// <summary>A drop's diameter, millimetres.</summary>
    /// <param name="uniform">In [0, 1).</param>
    public double Diameter(double uniform)
    {
        double first = StrictMath.Exp(-_slope * SmallestDrop);
        double last = StrictMath.Exp(-_slope * LargestDrop);
        return -StrictMath.Log(first + uniform * (last - first)) / _slope;
    }

    /// <summary>A drop's range within the beam: as the cone's volume is spread, by rejection.</summary>
    public static double Range(LidarModel model, double limit, ref FiringRandom random)
    {
        double widest = BeamDiameter(model, limit);
        while (true)
        {
            double range = random.NextDouble() * limit;
            double share = BeamDiameter(model, range) / widest;
            if (random.NextDouble() < share * share)
            {
                return range;
            }
        }
    }

    /// <summary>Signal of a drop, before attenuation: reflectance over range squared.</summary>
    public static double Signal(LidarModel model, double range, double diameter)
    {
        double share = diameter * 1e-3 / BeamDiameter(model, range);
        return DropReflectance * Math.Min(1, share * share) / (range * range);
    }

    private static double BeamDiameter(LidarModel model, double range) => model.Aperture + model.Divergence * range;
}
