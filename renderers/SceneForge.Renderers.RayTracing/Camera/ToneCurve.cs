using System.Numerics;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>From luminance in cd/m^2 to 8-bit sRGB.</summary>
internal sealed class ToneCurve
{
    private const int Steps = 1 << 12;

    // Hable, Filmic Tonemapping Operators, 2010, with white at 11.2; the gain puts 18 % grey under the metered light on 18 % of the display.
    private const float White = 11.2f;
    private const float Gain = 5;

    private static readonly byte[] SrgbFromLinear = MakeTable();

    private readonly float _gain;

    /// <param name="exposureValue">EV at ISO 100. The sensor saturates at 1.2 * 2^EV cd/m^2 (ISO 12232, saturation-based speed).</param>
    public ToneCurve(double exposureValue)
    {
        _gain = (float)(1 / (1.2 * Math.Pow(2, exposureValue)));
    }

    public void Write(Vector3 luminance, Span<byte> pixel)
    {
        Vector3 x = Vector3.Max(luminance, Vector3.Zero) * _gain;
        Vector3 y = Shoulder(x * Gain) / Shoulder(new Vector3(White));
        pixel[0] = Encode(y.X);
        pixel[1] = Encode(y.Y);
        pixel[2] = Encode(y.Z);
    }

    private static Vector3 Shoulder(Vector3 x) =>
        (x * (0.15f * x + new Vector3(0.05f)) + new Vector3(0.004f)) / (x * (0.15f * x + new Vector3(0.5f)) + new Vector3(0.06f))
            - new Vector3(0.02f / 0.3f);

    // Indexed by the square root, so that the dark end, where sRGB is steep, has steps enough.
    private static byte Encode(float linear) => SrgbFromLinear[(int)(MathF.Sqrt(Math.Clamp(linear, 0, 1)) * (Steps - 1) + 0.5f)];

    private static byte[] MakeTable()
    {
        byte[] table = new byte[Steps];
        for (int i = 0; i < Steps; i++)
        {
            double root = i / (Steps - 1.0);
            double x = root * root;
            double y = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.Pow(x, 1 / 2.4) - 0.055;
            table[i] = (byte)(y * 255 + 0.5);
        }

        return table;
    }
}
