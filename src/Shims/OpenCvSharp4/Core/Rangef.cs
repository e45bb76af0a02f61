namespace OpenCvSharp;

/// <summary>A half-open range of values.</summary>
public readonly record struct Rangef(float Start, float End)
{
    public readonly float Start = Start;

    public readonly float End = End;
}
