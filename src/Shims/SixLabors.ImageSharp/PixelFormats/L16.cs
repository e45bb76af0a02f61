namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>16-bit luminance.</summary>
public partial struct L16 : IPixel<L16>
{
    public L16(ushort luminance) => PackedValue = luminance;

    public ushort PackedValue { readonly get; set; }

    public static bool operator ==(L16 left, L16 right) => left.Equals(right);

    public static bool operator !=(L16 left, L16 right) => !left.Equals(right);

    public void FromL8(L8 source) => PackedValue = Scaling.To16(source.PackedValue);

    public void FromL16(L16 source) => this = source;

    public void FromRgb24(Rgb24 source) => PackedValue = Scaling.Luminance16(Scaling.To16(source.R), Scaling.To16(source.G), Scaling.To16(source.B));

    public void FromRgba32(Rgba32 source) => PackedValue = Scaling.Luminance16(Scaling.To16(source.R), Scaling.To16(source.G), Scaling.To16(source.B));

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(Scaling.To8(PackedValue), Scaling.To8(PackedValue), Scaling.To8(PackedValue));

    public void FromRgb48(Rgb48 source) => PackedValue = Scaling.Luminance16(source.R, source.G, source.B);

    public void FromRgba64(Rgba64 source) => PackedValue = Scaling.Luminance16(source.R, source.G, source.B);

    public override readonly bool Equals(object? obj) => obj is L16 other && Equals(other);

    public readonly bool Equals(L16 other) => PackedValue == other.PackedValue;

    public override readonly int GetHashCode() => PackedValue.GetHashCode();

    public override readonly string ToString() => $"L16({PackedValue})";
}
