namespace OpenCvSharp;

/// <summary>A value for each of up to four channels.</summary>
public record struct Scalar(double Val0, double Val1, double Val2, double Val3)
{
    public double Val0 = Val0;

    public double Val1 = Val1;

    public double Val2 = Val2;

    public double Val3 = Val3;

    public Scalar(double val0)
        : this(val0, 0, 0, 0)
    {
    }
}
