using SceneForge.Scenarios.Sampled;

namespace SceneForge.Sensors.Lidar;

/// <summary>What the air of a scenario does to one LiDAR's light; the same values that the cameras see.</summary>
internal sealed class SweepAir
{
    // Thinner fog throws nothing back that a LiDAR could see.
    private const double ClearestFog = 2000;

    public SweepAir(LidarModel model, Conditions conditions)
    {
        Fog = conditions.Visibility < ClearestFog ? new FogResponse(conditions.Visibility, model) : null;
        SizeLaw[] laws = [.. conditions.RainRate > 0 ? [SizeLaw.Rain(conditions.RainRate)] : (SizeLaw[])[],
            .. conditions.SnowRate > 0 ? [SizeLaw.Snow(conditions.SnowRate)] : (SizeLaw[])[]];
        double haze = double.IsInfinity(conditions.Visibility) ? 0 : -Base.Numerics.StrictMath.Log(0.05) / conditions.Visibility;
        Extinction = laws.Aggregate(haze, (sum, law) => sum + law.Extinction);
        Falling = [.. laws.Select(law => new FallingParticles(model, law, Extinction))];
    }

    /// <summary>1/m, one way.</summary>
    public double Extinction { get; }

    /// <summary>Null in clear air.</summary>
    public FogResponse? Fog { get; }

    /// <summary>Rain, snow, both or nothing.</summary>
    public FallingParticles[] Falling { get; }
}
