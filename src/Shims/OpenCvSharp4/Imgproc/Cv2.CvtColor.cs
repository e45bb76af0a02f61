namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>Luma of three channels of 8 bits, as ITU-R BT.601 weighs them (0.299, 0.587, 0.114 of red, green, blue, in 15 bits), rounded.</summary>
    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Need(src.Mat.Type() == MatType.CV_8UC3 && dstCn is 0 or 1, "CV_8UC3 and one channel out");
        const int redWeight = 9798;
        const int greenWeight = 19235;
        const int blueWeight = 3735;
        (int first, int third) = code == ColorConversionCodes.RGB2GRAY ? (redWeight, blueWeight) : (blueWeight, redWeight);
        dst.Mat.Create(src.Mat.Rows, src.Mat.Cols, MatType.CV_8UC1);
        ReadOnlySpan<byte> colors = src.Mat.AsSpan<byte>();
        Span<byte> gray = dst.Mat.AsSpan<byte>();
        for (int i = 0, c = 0; i < gray.Length; i++, c += 3)
        {
            ReadOnlySpan<byte> pixel = colors.Slice(c, 3);
            gray[i] = (byte)((pixel[0] * first + pixel[1] * greenWeight + pixel[2] * third + (1 << 14)) >> 15);
        }
    }
}
