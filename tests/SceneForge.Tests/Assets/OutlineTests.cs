using SceneForge.World.Meshing;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class OutlineTests
{
    [Fact]
    public void A_square_has_the_signed_distance_of_a_square()
    {
        Outline square = new((0, 0, 0), (2, 0, 0), (2, 2, 0), (0, 2, 0));
        Assert.Equal(-1, square.SignedDistance(1, 1), 12);
        Assert.Equal(-0.25, square.SignedDistance(1.75, 1), 12);
        Assert.Equal(1, square.SignedDistance(3, 1), 12);
        Assert.Equal(Math.Sqrt(2), square.SignedDistance(3, 3), 12);
        Assert.Equal(2, square.TopAt(0.5), 12);
    }

    [Fact]
    public void A_smooth_outline_goes_through_its_points_and_a_corner_is_cut_back()
    {
        Outline round = new((1, 0), (0, 1), (-1, 0), (0, -1));
        Assert.Equal(0, round.SignedDistance(0, 1), 12);
        // Half-way between (1, 0) and (0, 1) with tangents (0, 1) and (-1, 0): the Hermite curve's middle.
        Assert.Equal(0, round.SignedDistance(0.625, 0.625), 12);
        Outline cut = new((0, 0, 0), (2, 0, 0), (2, 2, 0.5), (0, 2, 0));
        Assert.True(cut.SignedDistance(2, 2) > 0.15);
        Assert.Equal(0, cut.SignedDistance(1, 2), 12);
    }

    [Fact]
    public void A_curve_meets_its_points_and_never_overshoots()
    {
        Curve curve = new((0, 0), (1, 1), (2, 1), (3, 5));
        Assert.Equal(1, curve.At(1), 12);
        Assert.Equal(5, curve.At(9), 12);
        for (int i = 0; i <= 300; i++)
        {
            double x = i / 100.0;
            Assert.InRange(curve.At(x), x < 2 ? 0 : 1, x < 2 ? 1 : 5);
        }
    }
}
