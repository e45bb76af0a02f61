using SceneForge.Base.Numerics;

namespace SceneForge.Sensors.Textures;

/// <summary>sRGB bytes and linear light (IEC 61966-2-1), by tables, the same on every machine.</summary>
internal static class SrgbTable
{
    private const int Bins = 4096;
    private static readonly float[] LinearByByte = [.. Enumerable.Range(0, 256).Select(i => (float)Linear(i / 255.0))];

    // Least linear value that rounds to each byte; and, for each bin of linear light, the byte that its lower end rounds to.
    private static readonly float[] Least = [.. Enumerable.Range(0, 256).Select(i => i == 0 ? 0 : (float)Linear((i - 0.5) / 255))];
    private static readonly byte[] ByteByBin = MakeBins();

    public static float ToLinear(uint value) => LinearByByte[value];

    public static byte ToByte(float linear)
    {
        float clamped = Math.Clamp(linear, 0f, 1f);
        int value = ByteByBin[(int)(clamped * Bins)];
        while (value < 255 && clamped >= Least[value + 1])
        {
            value++;
        }

        return (byte)value;
    }

    private static byte[] MakeBins()
    {
        byte[] bins = new byte[Bins + 1];
        int value = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            while (value < 255 && i / (float)Bins >= Least[value + 1])
            {
                value++;
            }

            bins[i] = (byte)value;
        }

        return bins;
    }

    private static double Linear(double s) => s <= 0.04045 ? s / 12.92 : StrictMath.Pow((s + 0.055) / 1.055, 2.4);
}
