namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Colour spaces and chroma samplings; the package knows more.</summary>
public enum JpegEncodingColor : byte
{
    /// <summary>One chroma sample for 2 x 2 pixels.</summary>
    YCbCrRatio420 = 0,

    /// <summary>One chroma sample a pixel.</summary>
    YCbCrRatio444 = 1,

    /// <summary>Grey.</summary>
    Luminance = 5,
}
