using SceneForge.Base.Input;

namespace SceneForge.Frames.Storage;

/// <summary>How pictures are written.</summary>
public sealed record EncoderSettings
{
    /// <summary>How dataset.json names the encoding of the RGB picture: lossless.</summary>
    internal const string RgbDescription = "png";

    public static EncoderSettings Default { get; } = new();

    /// <summary>Whether depth is stored as 32-bit floating point too (.depth.npy).</summary>
    public bool Float32Depth { get; init; }

    /// <summary>What a dataset was written with.</summary>
    /// <param name="rgb">As dataset.json names it.</param>
    internal static EncoderSettings Of(JsonNode rgb, bool float32Depth) =>
        rgb.AsString() == RgbDescription
            ? Default with { Float32Depth = float32Depth }
            : throw rgb.Fail("This is no encoding that is known.", "Restore the file from its source.");
}
