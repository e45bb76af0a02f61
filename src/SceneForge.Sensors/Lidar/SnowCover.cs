using SceneForge.Sensors.Appearance;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Snow that lies on what faces upwards, as the cameras see it but for its patches: a LiDAR's beam meets their mean. Reflectance of fine
/// fresh grains: 0.9 near 900 nm, 0.15 near 1550 nm, where ice absorbs (Wiscombe and Warren 1980).
/// </summary>
internal sealed class SnowCover(double share, double wavelength)
{
    private readonly double _reflectance = 0.9 + (0.15 - 0.9) * Math.Clamp((wavelength - 900) / 650, 0, 1);

    /// <summary>A surface under its snow.</summary>
    /// <param name="up">Vertical component of the unit normal.</param>
    public InfraredSurface Over(in InfraredSurface surface, double up)
    {
        double cover = share * SnowPatches.Lies(up);
        return cover <= 0
            ? surface
            : new InfraredSurface(surface.Reflectance + cover * (_reflectance - surface.Reflectance), (1 - cover) * surface.Retroreflection,
                (1 - cover) * surface.Transmission);
    }
}
