namespace OpenCvSharp;

/// <summary>Which points of a contour are kept: all, or the ends of straight pieces (8 directions).</summary>
public enum ContourApproximationModes
{
    ApproxNone = 1,
    ApproxSimple = 2,
}
