namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Conversions between pixel formats.</summary>
public interface IPixel
{
    void FromL8(L8 source);

    void FromL16(L16 source);

    void FromRgb24(Rgb24 source);

    void FromRgba32(Rgba32 source);

    void ToRgba32(ref Rgba32 dest);

    void FromRgb48(Rgb48 source);

    void FromRgba64(Rgba64 source);
}

/// <summary>A pixel format.</summary>
public interface IPixel<TSelf> : IPixel, IEquatable<TSelf>
    where TSelf : unmanaged, IPixel<TSelf>
{
}
