namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Conversions between 8 and 16 bits, and luminance by ITU-R BT.709, as the package rounds them.</summary>
internal static class Scaling
{
    public static ushort To16(byte value) => (ushort)(value * 257);

    /// <summary>round(value / 257).</summary>
    public static byte To8(ushort value) => (byte)(((value * 255) + 32895) >> 16);

    public static byte Luminance8(byte r, byte g, byte b) => (byte)((r * .2126F) + (g * .7152F) + (b * .0722F) + 0.5F);

    public static ushort Luminance16(ushort r, ushort g, ushort b) => (ushort)((r * .2126F) + (g * .7152F) + (b * .0722F) + 0.5F);
}
