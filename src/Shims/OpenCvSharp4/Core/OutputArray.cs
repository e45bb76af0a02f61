namespace OpenCvSharp;

/// <summary>A matrix that a function writes; it is given the size and type that the result needs.</summary>
public class OutputArray
{
    private OutputArray(Mat mat) => Mat = mat;

    internal Mat Mat { get; }

    public static implicit operator OutputArray(Mat mat) => Create(mat);

    public static OutputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new OutputArray(mat);
    }
}
