namespace OpenCvSharp;

/// <summary>A matrix that a function reads.</summary>
public class InputArray
{
    private InputArray(Mat mat) => Mat = mat;

    internal Mat Mat { get; }

    public static implicit operator InputArray(Mat mat) => Create(mat);

    public static InputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new InputArray(mat);
    }
}
