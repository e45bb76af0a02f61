using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>16 bits each of red, green, blue and opacity.</summary>
[StructLayout(LayoutKind.Sequential)]
public partial struct Rgba64 : IPixel<Rgba64>
{
    public ushort R;
    public ushort G;
    public ushort B;
    public ushort A;

    public Rgba64(ushort r, ushort g, ushort b, ushort a)
    {
        R = r;
        G = g;
        B = b;
        A = a;
    }

    public static bool operator ==(Rgba64 left, Rgba64 right) => left.Equals(right);

    public static bool operator !=(Rgba64 left, Rgba64 right) => !left.Equals(right);

    public void FromL8(L8 source) => FromL16(new L16(Scaling.To16(source.PackedValue)));

    public void FromL16(L16 source) => this = new Rgba64(source.PackedValue, source.PackedValue, source.PackedValue, ushort.MaxValue);

    public void FromRgb24(Rgb24 source) => FromRgba32(new Rgba32(source.R, source.G, source.B));

    public void FromRgba32(Rgba32 source) => this = new Rgba64(Scaling.To16(source.R), Scaling.To16(source.G), Scaling.To16(source.B), Scaling.To16(source.A));

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(Scaling.To8(R), Scaling.To8(G), Scaling.To8(B), Scaling.To8(A));

    public void FromRgb48(Rgb48 source) => this = new Rgba64(source.R, source.G, source.B, ushort.MaxValue);

    public void FromRgba64(Rgba64 source) => this = source;

    public override readonly bool Equals(object? obj) => obj is Rgba64 other && Equals(other);

    public readonly bool Equals(Rgba64 other) => R == other.R && G == other.G && B == other.B && A == other.A;

    public override readonly int GetHashCode() => HashCode.Combine(R, G, B, A);

    public override readonly string ToString() => $"Rgba64({R}, {G}, {B}, {A})";
}
