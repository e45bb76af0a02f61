namespace OpenCvSharp;

/// <summary>What lies beyond the border: Reflect101 is gfedcb|abcdefgh|gfedcba.</summary>
public enum BorderTypes
{
    Reflect101 = 4,
    Default = Reflect101,
}
