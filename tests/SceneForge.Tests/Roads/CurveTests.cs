using SceneForge.World.Roads;
using SceneForge.World.Roads.Curves;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>Reference lines against closed forms.</summary>
public sealed class CurveTests
{
    // Rounding of sums around 100 m.
    private const double Rounding = 1e-11;

    [Fact]
    public void A_line_ends_where_its_heading_leads()
    {
        PlanPoint end = Line(Xodr.Geometry(0, 1, 2, Math.PI / 6, 10, "<line/>"), 10).At(10);
        Assert.Equal(1 + 10 * Math.Sqrt(3) / 2, end.X, Rounding);
        Assert.Equal(2 + 5.0, end.Y, Rounding);
        Assert.Equal(0, end.Curvature);
    }

    [Theory]
    [InlineData(0.02, 50)]
    [InlineData(-0.1, 15)]
    [InlineData(1e-9, 100)]
    [InlineData(0.5, 20)]
    public void An_arc_ends_on_its_circle(double curvature, double length)
    {
        PlanPoint end = Line(Xodr.Geometry(0, 3, -4, 0.3, length, $"""<arc curvature="{Xodr.F(curvature)}"/>"""), length).At(length);
        double turn = curvature * length;
        double versed = 2 * Math.Sin(turn / 2) * Math.Sin(turn / 2) / curvature;
        double x = Math.Sin(turn) / curvature;
        Assert.Equal(3 + x * Math.Cos(0.3) - versed * Math.Sin(0.3), end.X, Rounding);
        Assert.Equal(-4 + x * Math.Sin(0.3) + versed * Math.Cos(0.3), end.Y, Rounding);
        Assert.Equal(0.3 + turn, end.Heading, Rounding);
        Assert.Equal(curvature, end.Curvature);
    }

    [Theory]
    [InlineData(0.02, 60)]
    [InlineData(-0.05, 40)]
    [InlineData(0.1, 30)]
    public void A_spiral_agrees_with_the_Fresnel_series(double curvature, double length)
    {
        ReferenceLine line = Line(Xodr.Geometry(0, 0, 0, 0, length, $"""<spiral curvStart="0" curvEnd="{Xodr.F(curvature)}"/>"""), length);
        for (int i = 1; i <= 20; i++)
        {
            double s = length * i / 20;
            (double x, double y) = Fresnel(curvature / (2 * length), s);
            PlanPoint point = line.At(s);
            // The reader promises 1e-9 m; the quadrature keeps far more.
            Assert.Equal(x, point.X, 1e-11);
            Assert.Equal(y, point.Y, 1e-11);
            Assert.Equal(curvature * s / length, point.Curvature, 1e-15);
        }
    }

    [Fact]
    public void A_spiral_from_curve_to_straight_is_the_mirrored_one()
    {
        const double Length = 45;
        const double Curvature = 0.04;
        ReferenceLine down = Line(Xodr.Geometry(0, 0, 0, 0, Length, """<spiral curvStart="0.04" curvEnd="0"/>"""), Length);
        ReferenceLine up = Line(Xodr.Geometry(0, 0, 0, 0, Length, """<spiral curvStart="0" curvEnd="0.04"/>"""), Length);
        PlanPoint a = down.At(Length);
        PlanPoint b = up.At(Length);
        double turn = Curvature * Length / 2;
        Assert.Equal(turn, a.Heading, Rounding);
        // The chord keeps its length, and its angles to both tangents swap.
        Assert.Equal(Math.Sqrt(b.X * b.X + b.Y * b.Y), Math.Sqrt(a.X * a.X + a.Y * a.Y), Rounding);
        Assert.Equal(turn - Math.Atan2(b.Y, b.X), Math.Atan2(a.Y, a.X), Rounding);
    }

    [Theory]
    [InlineData("normalized", 1)]
    [InlineData("arcLength", 30)]
    public void A_parametric_cubic_ends_where_its_polynomials_do(string range, double top)
    {
        // u = 28 p - 2 p^3, v = 9 p^2 - p^3 with p from 0 to 1.
        string kind =
            $"""<paramPoly3 pRange="{range}" aU="0" bU="{Xodr.F(28 / top)}" cU="0" dU="{Xodr.F(-2 / (top * top * top))}" """
                + $""" aV="0" bV="0" cV="{Xodr.F(9 / (top * top))}" dV="{Xodr.F(-1 / (top * top * top))}"/>""";
        PlanPoint end = Line(Xodr.Geometry(0, 5, 6, Math.PI / 2, 30, kind), 30).At(30);
        // Rounding, and the last Newton step of the arc length.
        Assert.Equal(5 - 8.0, end.X, 1e-9);
        Assert.Equal(6 + 26.0, end.Y, 1e-9);
        Assert.Equal(Math.PI / 2 + Math.Atan2(15, 22), end.Heading, 1e-9);
        double speed = Math.Sqrt(22 * 22 + 15 * 15);
        Assert.Equal((22.0 * 12 - 15.0 * -12) / (speed * speed * speed), end.Curvature, 1e-10);
    }

    [Fact]
    public void A_normalized_cubic_is_walked_at_even_speed()
    {
        // A straight line with an uneven parameter: equal steps of s must be equal steps of the line.
        string kind = """<paramPoly3 pRange="normalized" aU="0" bU="6" cU="9" dU="5" aV="0" bV="0" cV="0" dV="0"/>""";
        ReferenceLine line = Line(Xodr.Geometry(0, 0, 0, 0, 20, kind), 20);
        for (int i = 0; i <= 20; i++)
        {
            Assert.Equal(i, line.At(i).X, 1e-9);
        }
    }

    [Fact]
    public void A_poly3_follows_its_ordinate_at_the_true_arc_length()
    {
        ReferenceLine line = Line(Xodr.Geometry(0, 0, 0, 0, 25, """<poly3 a="0" b="0" c="0.02" d="-0.0002"/>"""), 25);
        double length = 0;
        PlanPoint before = line.At(0);
        for (int i = 1; i <= 2500; i++)
        {
            PlanPoint here = line.At(i * 0.01);
            Assert.Equal(0.02 * here.X * here.X - 0.0002 * here.X * here.X * here.X, here.Y, 1e-9);
            length += Math.Sqrt((here.X - before.X) * (here.X - before.X) + (here.Y - before.Y) * (here.Y - before.Y));
            before = here;
        }

        // Chords of 1 cm at curvatures up to 0.04 are shorter than the arc by below 1e-8 in all.
        Assert.Equal(25, length, 1e-7);
    }

    [Fact]
    public void Curvature_rates_are_the_slopes_of_the_curvature()
    {
        string[] kinds =
        [
            """<spiral curvStart="0.01" curvEnd="-0.03"/>""",
            """<poly3 a="0" b="0" c="0.02" d="-0.0002"/>""",
            """<paramPoly3 pRange="normalized" aU="0" bU="28" cU="0" dU="-2" aV="0" bV="0" cV="9" dV="-1"/>""",
        ];
        foreach (string kind in kinds)
        {
            ReferenceLine line = Line(Xodr.Geometry(0, 0, 0, 0, 30, kind), 30);
            double slope = (line.At(12.001).Curvature - line.At(11.999).Curvature) / 0.002;
            // The central difference's own error, and the scale of the third: its length is stated 8% too long.
            Assert.Equal(slope, line.At(12).CurvatureRate, Math.Abs(slope) * 0.1);
            Assert.NotEqual(0, slope);
        }
    }

    private static ReferenceLine Line(string geometry, double length) => Xodr.Read(Xodr.Road(geometry, length)).Roads[0].Line;

    private static (double X, double Y) Fresnel(double a, double s)
    {
        double x = 0;
        double y = 0;
        double term = s;
        for (int n = 0; n < 40; n++)
        {
            // term = (a s^2)^n / n! * s
            double part = term / (2 * n + 1);
            switch (n % 4)
            {
                case 0: x += part; break;
                case 1: y += part; break;
                case 2: x -= part; break;
                default: y -= part; break;
            }

            term *= a * s * s / (n + 1);
        }

        return (x, y);
    }
}
