namespace OpenCvSharp;

/// <summary>How pixels are made from others.</summary>
[Flags]
public enum InterpolationFlags
{
    Linear = 1,
    Area = 3,
}
