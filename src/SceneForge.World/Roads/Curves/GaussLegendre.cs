namespace SceneForge.World.Roads.Curves;

/// <summary>The quadrature rule with 8 nodes, exact for polynomials up to degree 15 (Abramowitz and Stegun, table 25.4).</summary>
internal static class GaussLegendre
{
    private static readonly double[] Nodes =
    [
        -0.9602898564975362316835609, -0.7966664774136267395915539, -0.5255324099163289858177390, -0.1834346424956498049394761,
        0.1834346424956498049394761, 0.5255324099163289858177390, 0.7966664774136267395915539, 0.9602898564975362316835609,
    ];

    private static readonly double[] Weights =
    [
        0.1012285362903762591525314, 0.2223810344533744705443560, 0.3137066458778872873379622, 0.3626837833783619829651504,
        0.3626837833783619829651504, 0.3137066458778872873379622, 0.2223810344533744705443560, 0.1012285362903762591525314,
    ];

    /// <summary>The integral of <paramref name="f"/> from a to b.</summary>
    public static double Integrate(double a, double b, Func<double, double> f)
    {
        double half = (b - a) / 2;
        double middle = (a + b) / 2;
        double sum = 0;
        for (int i = 0; i < Nodes.Length; i++)
        {
            sum += Weights[i] * f(middle + half * Nodes[i]);
        }

        return sum * half;
    }
}
