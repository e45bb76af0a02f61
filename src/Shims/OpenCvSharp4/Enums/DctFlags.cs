namespace OpenCvSharp;

/// <summary>How a discrete cosine transform goes.</summary>
[Flags]
public enum DctFlags
{
    None = 0,
}
