using System.Numerics;
using SceneForge.Sensors.Appearance;
using Xunit;

namespace SceneForge.Tests.Appearance;

public sealed class LowBeamTests
{
    private const float Peak = 15_000;

    /// <summary>UN Regulation 112, 01 series, class B for traffic on the right: degrees right and up, least and most candela.</summary>
    [Theory]
    [InlineData("B50L", -3.43, 0.57, 0, 350)]
    [InlineData("75R", 1.15, -0.57, 10_100, 20_000)]
    [InlineData("75L", -3.43, -0.57, 0, 10_600)]
    [InlineData("50L", -3.43, -0.86, 0, 13_200)]
    [InlineData("50R", 1.72, -0.86, 10_100, 20_000)]
    [InlineData("50V", 0, -0.86, 5_100, 20_000)]
    [InlineData("25L", -9, -1.72, 1_700, 20_000)]
    [InlineData("25R", 9, -1.72, 1_700, 20_000)]
    [InlineData("zone III", -6, 1, 0, 625)]
    [InlineData("zone III, above", 0, 4, 0, 625)]
    [InlineData("zone IV, left", -5.15, -1.72, 2_500, 20_000)]
    [InlineData("zone IV, right", 5.15, -0.86, 2_500, 20_000)]
    public void The_beam_meets_the_regulations_points(string point, double right, double up, double least, double most)
    {
        Assert.InRange(At(right, up), least, most);
        Assert.NotEmpty(point);
    }

    [Fact]
    public void The_cut_off_rises_at_fifteen_degrees_to_the_right_of_its_kink()
    {
        double HeightOfHalf(double right)
        {
            double up = -4;
            while (At(right, up) < At(right, up + 0.01) || At(right, up) > 1_500)
            {
                up += 0.01;
            }

            return up;
        }

        Assert.Equal(HeightOfHalf(-1), HeightOfHalf(-3), 0.05);
        Assert.Equal(Math.Tan(15 * Math.PI / 180), (HeightOfHalf(4) - HeightOfHalf(1)) / 3, 0.03);
    }

    private static double At(double right, double up)
    {
        (double a, double b) = (right * Math.PI / 180, up * Math.PI / 180);
        Vector3 direction = new((float)(Math.Cos(a) * Math.Cos(b)), (float)(-Math.Sin(a) * Math.Cos(b)), (float)Math.Sin(b));
        return Peak * LowBeam.Share(Vector3.UnitX, direction);
    }
}
