// From scene light, where 1 saturates the sensor, to display values.

// Filmic curve of Hable (Filmic Tonemapping Operators, 2010) with white at 11.2. Its toe keeps what lies in shadow apart, as the
// cameras of vehicles do. The gain puts a mid grey of 18 % under the metered light on 18 % of the display.
vec3 shoulder(vec3 x)
{
    return (x * (0.15 * x + 0.05) + 0.004) / (x * (0.15 * x + 0.5) + 0.06) - 0.02 / 0.3;
}

vec3 filmic(vec3 x)
{
    return clamp(shoulder(x * 7.0) / shoulder(vec3(11.2)), 0.0, 1.0);
}

// IEC 61966-2-1.
vec3 srgb(vec3 x)
{
    return mix(12.92 * x, 1.055 * pow(max(x, vec3(0.0031308)), vec3(1.0 / 2.4)) - 0.055, step(vec3(0.0031308), x));
}
