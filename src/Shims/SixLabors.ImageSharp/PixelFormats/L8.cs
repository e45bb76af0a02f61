namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>8-bit luminance.</summary>
public partial struct L8 : IPixel<L8>
{
    public L8(byte luminance) => PackedValue = luminance;

    public byte PackedValue { readonly get; set; }

    public static bool operator ==(L8 left, L8 right) => left.Equals(right);

    public static bool operator !=(L8 left, L8 right) => !left.Equals(right);

    public void FromL8(L8 source) => this = source;

    public void FromL16(L16 source) => PackedValue = Scaling.To8(source.PackedValue);

    public void FromRgb24(Rgb24 source) => PackedValue = Scaling.Luminance8(source.R, source.G, source.B);

    public void FromRgba32(Rgba32 source) => PackedValue = Scaling.Luminance8(source.R, source.G, source.B);

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(PackedValue, PackedValue, PackedValue);

    public void FromRgb48(Rgb48 source) => PackedValue = Scaling.Luminance8(Scaling.To8(source.R), Scaling.To8(source.G), Scaling.To8(source.B));

    public void FromRgba64(Rgba64 source) => PackedValue = Scaling.Luminance8(Scaling.To8(source.R), Scaling.To8(source.G), Scaling.To8(source.B));

    public override readonly bool Equals(object? obj) => obj is L8 other && Equals(other);

    public readonly bool Equals(L8 other) => PackedValue == other.PackedValue;

    public override readonly int GetHashCode() => PackedValue.GetHashCode();

    public override readonly string ToString() => $"L8({PackedValue})";
}
