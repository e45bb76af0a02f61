using System.Numerics;
using SceneForge.Sensors.Appearance;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>From luminance in cd/m^2 to 8-bit sRGB.</summary>
/// <param name="exposureValue">EV at ISO 100.</param>
internal sealed class ToneTable(double exposureValue)
{
    private const int Steps = 1 << 12;

    private static readonly byte[] SrgbFromLinear = MakeTable();

    /// <summary>See <see cref="Appearance.Exposure.Scale"/>.</summary>
    public float Exposure { get; } = Sensors.Appearance.Exposure.Scale(exposureValue);

    public void Write(Vector3 luminance, Span<byte> pixel)
    {
        Vector3 display = FilmicCurve.Display(Vector3.Max(luminance, Vector3.Zero) * Exposure);
        pixel[0] = Encode(display.X);
        pixel[1] = Encode(display.Y);
        pixel[2] = Encode(display.Z);
    }

    // Indexed by the square root, so that the dark end, where sRGB is steep, has steps enough.
    private static byte Encode(float linear) => SrgbFromLinear[(int)(MathF.Sqrt(linear) * (Steps - 1) + 0.5f)];

    private static byte[] MakeTable()
    {
        byte[] table = new byte[Steps];
        for (int i = 0; i < Steps; i++)
        {
            double root = i / (Steps - 1.0);
            table[i] = (byte)(SrgbCurve.Encode(root * root) * 255 + 0.5);
        }

        return table;
    }
}
