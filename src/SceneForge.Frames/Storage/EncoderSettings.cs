using System.Globalization;
using SceneForge.Base.Input;

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

    /// <summary>What a dataset was written with.</summary>
    /// <param name="rgb">As dataset.json names it.</param>
    internal static EncoderSettings Of(JsonNode rgb, bool float32Depth)
    {
        EncoderSettings[] known = [Default, .. Enumerable.Range(1, 100).Select(q => new EncoderSettings { Rgb = RgbFormat.Jpeg, JpegQuality = q })];
        return (known.FirstOrDefault(s => s.RgbDescription == rgb.AsString())
            ?? throw rgb.Fail("This is no encoding that is known.", "Restore the file from its source.")) with { Float32Depth = float32Depth };
    }

    /// <summary>As dataset.json names it.</summary>
    internal string RgbDescription => Rgb == RgbFormat.Png ? "png" : string.Create(CultureInfo.InvariantCulture, $"jpeg quality {JpegQuality} 4:4:4");
}
