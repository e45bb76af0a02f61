namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>
    /// The orthonormal discrete cosine transform of rows and columns (type II): Y = C X C^T with
    /// C[k, n] = sqrt(2 / N) cos(pi (2 n + 1) k / (2 N)), row 0 divided by sqrt(2). Sides are even, as in the package.
    /// </summary>
    public static void Dct(InputArray src, OutputArray dst, DctFlags flags = DctFlags.None)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Need(src.Mat.Type() == MatType.CV_64FC1 && flags == DctFlags.None && src.Mat.Rows % 2 == 0 && src.Mat.Cols % 2 == 0, "CV_64FC1 with even sides, forward");
        (int rows, int cols) = (src.Mat.Rows, src.Mat.Cols);
        ReadOnlySpan<double> x = src.Mat.AsSpan<double>();
        double[] alongRows = new double[rows * cols];
        double[] basis = CosineBasis(cols);
        for (int y = 0; y < rows; y++)
        {
            for (int k = 0; k < cols; k++)
            {
                double sum = 0;
                for (int n = 0; n < cols; n++)
                {
                    sum += basis[k * cols + n] * x[y * cols + n];
                }

                alongRows[y * cols + k] = sum;
            }
        }

        dst.Mat.Create(rows, cols, MatType.CV_64FC1);
        Span<double> result = dst.Mat.AsSpan<double>();
        basis = rows == cols ? basis : CosineBasis(rows);
        for (int k = 0; k < rows; k++)
        {
            for (int c = 0; c < cols; c++)
            {
                double sum = 0;
                for (int n = 0; n < rows; n++)
                {
                    sum += basis[k * rows + n] * alongRows[n * cols + c];
                }

                result[k * cols + c] = sum;
            }
        }
    }

    private static double[] CosineBasis(int count)
    {
        double[] basis = new double[count * count];
        for (int k = 0; k < count; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / count);
            for (int n = 0; n < count; n++)
            {
                basis[k * count + n] = scale * CosineOfTurns((2 * n + 1) * k, 4 * count);
            }
        }

        return basis;
    }

    /// <summary>cos(2 pi part / whole), by its series on an eighth of a turn, so that all machines give the same bits.</summary>
    private static double CosineOfTurns(int part, int whole)
    {
        part %= whole;
        part = Math.Min(part, whole - part);
        if (4 * part > whole)
        {
            return -CosineOfTurns(whole / 2 - part, whole);
        }

        bool isSteep = 8 * part > whole;
        double angle = 2 * Math.PI * (isSteep ? whole - 4 * part : 4 * part) / (4.0 * whole);
        double square = angle * angle;
        double term = isSteep ? angle : 1;
        double sum = term;
        for (int i = isSteep ? 2 : 1; i < 22; i += 2)
        {
            term *= -square / (i * (i + 1));
            sum += term;
        }

        return sum;
    }
}
