using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lighting;

/// <summary>Real spherical harmonics of bands 0 to 2, in the order 00, 1-1, 10, 11, 2-2, 2-1, 20, 21, 22.</summary>
public static class SphericalHarmonics
{
    // Band weights of the convolution with the clamped cosine (Ramamoorthi and Hanrahan 2001, equation 8).
    private static readonly double[] CosineWeights = [Math.PI, 2 * Math.PI / 3, Math.PI / 4];

    /// <summary>The nine basis functions at a unit direction.</summary>
    public static void Evaluate(Double3 d, Span<double> basis)
    {
        basis[0] = 0.28209479177387814;
        basis[1] = 0.48860251190291992 * d.Y;
        basis[2] = 0.48860251190291992 * d.Z;
        basis[3] = 0.48860251190291992 * d.X;
        basis[4] = 1.0925484305920792 * d.X * d.Y;
        basis[5] = 1.0925484305920792 * d.Y * d.Z;
        basis[6] = 0.31539156525252005 * (3 * d.Z * d.Z - 1);
        basis[7] = 1.0925484305920792 * d.X * d.Z;
        basis[8] = 0.54627421529603959 * (d.X * d.X - d.Y * d.Y);
    }

    /// <summary>Illuminance coefficients of a luminance map laid out as <see cref="SkyLight.Radiance"/>.</summary>
    public static Vector3[] Illuminance(Vector3[] luminance)
    {
        Vector3[] coefficients = new Vector3[9];
        Span<double> basis = stackalloc double[9];
        for (int row = 0; row < SkyLight.Rows; row++)
        {
            double bandTop = Math.Cos(Math.PI * row / SkyLight.Rows);
            double bandBottom = Math.Cos(Math.PI * (row + 1) / SkyLight.Rows);
            double solidAngle = 2 * Math.PI * (bandTop - bandBottom) / SkyLight.Columns;
            for (int column = 0; column < SkyLight.Columns; column++)
            {
                Evaluate(SkyLight.Direction(column, row), basis);
                for (int i = 0; i < 9; i++)
                {
                    coefficients[i] += luminance[row * SkyLight.Columns + column] * (float)(basis[i] * solidAngle);
                }
            }
        }

        for (int i = 0; i < 9; i++)
        {
            coefficients[i] *= (float)CosineWeights[i == 0 ? 0 : i < 4 ? 1 : 2];
        }

        return coefficients;
    }
}
