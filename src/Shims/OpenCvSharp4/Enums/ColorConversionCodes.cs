namespace OpenCvSharp;

/// <summary>Conversions of colour.</summary>
public enum ColorConversionCodes
{
    BGR2GRAY = 6,
    RGB2GRAY = 7,
}
