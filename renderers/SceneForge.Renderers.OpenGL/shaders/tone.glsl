// From scene light, where 1 saturates the sensor, to display values.

// Filmic curve: the fit by Narkowicz (ACES Filmic Tone Mapping Curve, 2015) to the ACES reference rendering.
vec3 filmic(vec3 x)
{
    return clamp(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0);
}

// IEC 61966-2-1.
vec3 srgb(vec3 x)
{
    return mix(12.92 * x, 1.055 * pow(max(x, vec3(0.0031308)), vec3(1.0 / 2.4)) - 0.055, step(vec3(0.0031308), x));
}
