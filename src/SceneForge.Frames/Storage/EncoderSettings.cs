using System.Globalization;

namespace SceneForge.Frames.Storage;

/// <summary>File format of the RGB picture.</summary>
public enum RgbFormat
{
    /// <summary>Lossless.</summary>
    Png,

    /// <summary>JPEG with chroma at full resolution.</summary>
    Jpeg,
}

/// <summary>How pictures are written.</summary>
public sealed record EncoderSettings
{
    public static EncoderSettings Default { get; } = new();

    public RgbFormat Rgb { get; init; } = RgbFormat.Png;

    /// <summary>1 to 100, for JPEG.</summary>
    public int JpegQuality { get; init; } = 95;

    /// <summary>Whether depth is stored as 32-bit floating point too (.depth.npy).</summary>
    public bool Float32Depth { get; init; }

    /// <summary>As dataset.json names it.</summary>
    internal string RgbDescription => Rgb == RgbFormat.Png ? "png" : string.Create(CultureInfo.InvariantCulture, $"jpeg quality {JpegQuality} 4:4:4");
}
