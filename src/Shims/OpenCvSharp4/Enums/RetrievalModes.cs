namespace OpenCvSharp;

/// <summary>Which contours are found: outermost ones, or all with holes below their outer contour.</summary>
public enum RetrievalModes
{
    External = 0,
    CComp = 2,
}
