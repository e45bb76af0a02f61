using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>16 bits each of red, green and blue.</summary>
[StructLayout(LayoutKind.Sequential)]
public partial struct Rgb48 : IPixel<Rgb48>
{
    public ushort R;
    public ushort G;
    public ushort B;

    public Rgb48(ushort r, ushort g, ushort b)
    {
        R = r;
        G = g;
        B = b;
    }

    public static bool operator ==(Rgb48 left, Rgb48 right) => left.Equals(right);

    public static bool operator !=(Rgb48 left, Rgb48 right) => !left.Equals(right);

    public void FromL8(L8 source) => FromL16(new L16(Scaling.To16(source.PackedValue)));

    public void FromL16(L16 source) => this = new Rgb48(source.PackedValue, source.PackedValue, source.PackedValue);

    public void FromRgb24(Rgb24 source) => this = new Rgb48(Scaling.To16(source.R), Scaling.To16(source.G), Scaling.To16(source.B));

    public void FromRgba32(Rgba32 source) => this = new Rgb48(Scaling.To16(source.R), Scaling.To16(source.G), Scaling.To16(source.B));

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(Scaling.To8(R), Scaling.To8(G), Scaling.To8(B));

    public void FromRgb48(Rgb48 source) => this = source;

    public void FromRgba64(Rgba64 source) => this = new Rgb48(source.R, source.G, source.B);

    public override readonly bool Equals(object? obj) => obj is Rgb48 other && Equals(other);

    public readonly bool Equals(Rgb48 other) => R == other.R && G == other.G && B == other.B;

    public override readonly int GetHashCode() => HashCode.Combine(R, G, B);

    public override readonly string ToString() => $"Rgb48({R}, {G}, {B})";
}
