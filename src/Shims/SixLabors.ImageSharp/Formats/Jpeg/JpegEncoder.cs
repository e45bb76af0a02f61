namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Writes baseline JPEG.</summary>
public sealed class JpegEncoder : ImageEncoder
{
    private readonly int? _quality;

    /// <summary>1 to 100; the package's default is 75.</summary>
    public int? Quality
    {
        get => _quality;
        init
        {
            if (value is < 1 or > 100)
            {
                throw new ArgumentException("Quality factor must be in [1..100] range.");
            }

            _quality = value;
        }
    }

    /// <summary>4:2:0 (default), 4:4:4 or luminance.</summary>
    public JpegEncodingColor? ColorType { get; init; }

    protected override void Encode<TPixel>(Image<TPixel> image, Stream stream, CancellationToken cancellationToken) =>
        JpegEncoderCore.Encode(image, stream, Quality ?? 75, ColorType ?? JpegEncodingColor.YCbCrRatio420);
}
