using SceneForge.Scenarios.Sampled;

namespace SceneForge.Sensors.Lidar;

/// <summary>What the air of a scenario does to one LiDAR's light; the same values that the cameras see.</summary>
internal sealed class SweepAir
{
    // Thinner fog throws nothing back that a LiDAR could see.
    private const double ClearestFog = 2000;

    public SweepAir(LidarModel model, Conditions conditions)
    {
        Fog = conditions.Visibility < ClearestFog ? new FogResponse(conditions.Visibility, model.PulseLength) : null;
        Rain = conditions.RainRate > 0 ? new RainMedium(model, conditions.RainRate) : null;
        double haze = double.IsInfinity(conditions.Visibility) ? 0 : -Scenarios.Numerics.StrictMath.Log(0.05) / conditions.Visibility;
        Extinction = haze + (Rain?.Extinction ?? 0);
    }

    /// <summary>1/m, one way.</summary>
    public double Extinction { get; }

    /// <summary>Null in clear air.</summary>
    public FogResponse? Fog { get; }

    /// <summary>Null while it is dry.</summary>
    public RainMedium? Rain { get; }
}
