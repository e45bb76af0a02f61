namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>|a - b| of each sample of 8 bits.</summary>
    public static void Absdiff(InputArray src1, InputArray src2, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src1);
        ArgumentNullException.ThrowIfNull(src2);
        ArgumentNullException.ThrowIfNull(dst);
        Need(src1.Mat.Depth() == MatType.CV_8U && src1.Mat.Type() == src2.Mat.Type() && src1.Mat.Size() == src2.Mat.Size(), "two matrices of 8 bits, alike in size and channels");
        dst.Mat.Create(src1.Mat.Rows, src1.Mat.Cols, src1.Mat.Type());
        ReadOnlySpan<byte> a = src1.Mat.AsSpan<byte>();
        ReadOnlySpan<byte> b = src2.Mat.AsSpan<byte>();
        Span<byte> difference = dst.Mat.AsSpan<byte>();
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] = (byte)Math.Abs(a[i] - b[i]);
        }
    }
}
