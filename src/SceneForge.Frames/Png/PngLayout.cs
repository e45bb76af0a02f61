namespace SceneForge.Frames.Png;

/// <summary>How a PNG's pixels are laid out.</summary>
/// <param name="ColorType">PNG's colour type: 0 grey, 2 RGB, 3 palette.</param>
/// <param name="BitDepth">Bits of a sample: 8 or 16.</param>
/// <param name="PixelBytes">Bytes of a pixel; 16-bit samples stand high byte first.</param>
public sealed record PngLayout(byte ColorType, byte BitDepth, int PixelBytes)
{
    public static readonly PngLayout Gray8 = new(0, 8, 1);
    public static readonly PngLayout Gray16 = new(0, 16, 2);
    public static readonly PngLayout Rgb8 = new(2, 8, 3);
    public static readonly PngLayout Rgb16 = new(2, 16, 6);
    public static readonly PngLayout Palette8 = new(3, 8, 1);
}

/// <summary>Which filters the writer tries on every row; the one with the lowest estimate wins, the first on a tie.</summary>
public enum PngContent
{
    /// <summary>Pictures and smooth surfaces: Sub, Up, Average and Paeth.</summary>
    Smooth,

    /// <summary>Ids and palettes, where a value's neighbours in number mean nothing: Up alone, so that equal rows become zeros.</summary>
    Ids,
}

/// <summary>Gives a picture's rows as PNG stores them.</summary>
public interface IPngRows
{
    /// <summary>Writes row <paramref name="y"/>: width x pixel bytes.</summary>
    void Write(int y, Span<byte> row);
}
