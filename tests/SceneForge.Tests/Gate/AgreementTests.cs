using SceneForge.Quality.Agreement;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class AgreementTests
{
    [Theory]
    [InlineData(5, 5, 5, 985, 0.99, 0.495)]
    [InlineData(20, 5, 10, 15, 0.70, 0.4)]
    // Wikipedia, "Cohen's kappa": same percentage, different kappa.
    [InlineData(45, 15, 25, 15, 0.60, 0.1304)]
    [InlineData(25, 35, 5, 35, 0.60, 0.2593)]
    // Gwet 2002, "Kappa statistic is not satisfactory": 125 subjects.
    [InlineData(118, 5, 2, 0, 0.944, -0.0234)]
    public void Kappa_is_as_published(int both, int first, int second, int neither, double raw, double kappa)
    {
        AgreementTable table = new(new[,] { { both, first }, { second, neither } });
        Assert.Equal(raw, table.Observed, 3);
        Assert.Equal(kappa, table.Kappa!.Value, kappa == 0.495 ? 3 : 4);
    }

    [Fact]
    public void Ac1_and_positive_agreement_are_as_published()
    {
        // Gwet 2002: the same table has AC1 = 0.9408.
        Assert.Equal(0.9408, new AgreementTable(new[,] { { 118, 5 }, { 2, 0 } }).Ac1!.Value, 4);
        // Rare defects: 2 * 5 / (10 + 10).
        AgreementTable rare = new(new[,] { { 5, 5 }, { 5, 985 } });
        Assert.Equal(0.5, rare.Specific(0));
        Assert.Equal(2.0 * 985 / 1980, rare.Specific(1));
        Assert.Equal((0.99 - 0.0198) / (1 - 0.0198), rare.Ac1!.Value, 1e-12);
    }

    [Fact]
    public void More_than_two_categories_are_weighed_by_their_margins()
    {
        // Cohen 1960, table 1, in per mille: kappa 0.492 from po = 0.70 and pe = 0.41.
        AgreementTable table = new(new[,] { { 88, 14, 18 }, { 10, 40, 10 }, { 2, 6, 12 } });
        Assert.Equal(0.70, table.Observed, 1e-12);
        Assert.Equal((0.70 - 0.41) / (1 - 0.41), table.Kappa!.Value, 1e-12);
    }

    [Fact]
    public void What_is_not_defined_is_not_a_number()
    {
        AgreementTable same = new(new[,] { { 0, 0 }, { 0, 9 } });
        Assert.Null(same.Kappa);
        Assert.Null(same.Specific(0));
        Assert.Equal(1, same.Ac1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AgreementTable(new int[2, 2]));
        Assert.Throws<ArgumentException>(() => new AgreementTable(new int[2, 3]));
    }

    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units, values missing.
    private static readonly double?[][] Classic =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ];

    [Theory]
    [InlineData(ScaleLevel.Nominal, 0.743421, 6)]
    [InlineData(ScaleLevel.Ordinal, 0.815, 3)]
    [InlineData(ScaleLevel.Interval, 0.849107, 6)]
    public void Krippendorffs_alpha_is_as_published(ScaleLevel level, double alpha, int digits) =>
        Assert.Equal(alpha, KrippendorffAlpha.Of(Classic, level)!.Value, digits);

    [Theory]
    [InlineData(ScaleLevel.Nominal, 0.691)]
    [InlineData(ScaleLevel.Interval, 0.811)]
    public void Alpha_of_three_coders_with_many_gaps_is_as_published(ScaleLevel level, double alpha)
    {
        // Wikipedia, "Krippendorff's alpha", a computational example.
        double?[][] ratings =
        [
            [null, null, null, null, null, 3, 4, 1, 2, 1, 1, 3, 3, null, 3],
            [1, null, 2, 1, 3, 3, 4, 3, null, null, null, null, null, null, null],
            [null, null, 2, 1, 3, 4, 4, null, 2, 1, 1, 3, 3, null, 4],
        ];
        Assert.Equal(alpha, KrippendorffAlpha.Of(ratings, level)!.Value, 3);
    }

    [Fact]
    public void Two_observers_with_two_values_are_as_published()
    {
        // Krippendorff 2011, section A: binary data, two observers, ten units: 0.095.
        double?[][] ratings = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]];
        Assert.Equal(0.095, KrippendorffAlpha.Of(ratings, ScaleLevel.Nominal)!.Value, 3);
        Assert.Null(KrippendorffAlpha.Of([[1, null], [null, 1]], ScaleLevel.Nominal));
        Assert.Null(KrippendorffAlpha.Of([[1, 1], [1, 1]], ScaleLevel.Nominal));
    }
}
