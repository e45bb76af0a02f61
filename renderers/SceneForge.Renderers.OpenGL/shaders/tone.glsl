// From scene light, where 1 saturates the sensor, to display values; see FilmicCurve.cs and SrgbCurve.cs.

vec3 shoulder(vec3 x)
{
    return (x * (FILMIC_CURVE_SHOULDER_STRENGTH * x + FILMIC_CURVE_LINEAR_ANGLE * FILMIC_CURVE_LINEAR_STRENGTH)
            + FILMIC_CURVE_TOE_STRENGTH * FILMIC_CURVE_TOE_NUMERATOR)
        / (x * (FILMIC_CURVE_SHOULDER_STRENGTH * x + FILMIC_CURVE_LINEAR_STRENGTH) + FILMIC_CURVE_TOE_STRENGTH * FILMIC_CURVE_TOE_DENOMINATOR)
        - FILMIC_CURVE_TOE_NUMERATOR / FILMIC_CURVE_TOE_DENOMINATOR;
}

vec3 filmic(vec3 x)
{
    return clamp(shoulder(x * FILMIC_CURVE_GAIN) / shoulder(vec3(FILMIC_CURVE_WHITE)), 0.0, 1.0);
}

vec3 srgb(vec3 x)
{
    vec3 curved = SRGB_CURVE_SCALE * pow(max(x, vec3(SRGB_CURVE_KNEE)), vec3(1.0 / SRGB_CURVE_GAMMA)) - SRGB_CURVE_OFFSET;
    return mix(SRGB_CURVE_SLOPE * x, curved, step(vec3(SRGB_CURVE_KNEE), x));
}
