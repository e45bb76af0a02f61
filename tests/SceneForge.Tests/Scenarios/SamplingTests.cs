using System.Globalization;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using Xunit;

namespace SceneForge.Tests.Scenarios;

public sealed class SamplingTests : IDisposable
{
    private const string TwoParameters = """{ "a": { "uniform": [1, 5] }, "b": { "choice": ["#112233", "#445566", "#778899"] } }""";
    private const string EgoWithBoth = """
        { "asset": "car.hatchback", "color": { "parameter": "b" }, "speed": { "parameter": "a" },
          "start": { "road": "main", "lane": -1, "s": { "uniform": [10, 90] } },
          "behaviour": [{ "name": "drive", "do": { "follow_lane": {} } }] }
        """;

    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_variation_alone_equals_the_same_of_all()
    {
        string text = SpecFolder.Spec("""{ "count": 30, "design": "latin_hypercube" }""", TwoParameters, ego: EgoWithBoth);
        ScenarioSpec whole = _folder.Read(text);
        string[] all = [.. Enumerable.Range(0, whole.VariationCount).Select(v => SampledScenarioWriter.Write(whole.Sample(v)))];
        Assert.Equal(30, all.Distinct().Count());
        Assert.Equal(all[5], SampledScenarioWriter.Write(_folder.Read(text).Sample(5)));
    }

    [Fact]
    public void A_new_parameter_leaves_the_others_alone()
    {
        string more = TwoParameters.Replace("{ \"a\"", "{ \"new\": { \"uniform\": [0, 1] }, \"a\"", StringComparison.Ordinal);
        string color = EgoWithBoth.Replace("\"asset\"", "\"height\": { \"parameter\": \"new\", \"plus\": 1 }, \"asset\"", StringComparison.Ordinal);
        SampledScenario before = _folder.Read(SpecFolder.Spec(parameters: TwoParameters, ego: EgoWithBoth)).Sample(2);
        SampledScenario after = _folder.Read(SpecFolder.Spec(parameters: more, ego: color)).Sample(2);
        Assert.Equal(4, after.Values.Count);
        Assert.Equal(3, before.Values.Count(v => after.Values[v.Key] == v.Value));
    }

    [Fact]
    public void A_later_attempt_keeps_the_designs_levels_and_draws_the_rest_anew()
    {
        string parameters = TwoParameters.Replace("[1, 5] }", "[1, 5], \"levels\": 4 }", StringComparison.Ordinal);
        ScenarioSpec spec = _folder.Read(SpecFolder.Spec("""{ "design": "grid" }""", parameters, ego: EgoWithBoth));
        Assert.Equal(12, spec.VariationCount);
        for (int v = 0; v < 12; v++)
        {
            SampledScenario first = spec.Sample(v);
            SampledScenario second = spec.Sample(v, 1);
            Assert.Equal(first.Values["/parameters/b"], second.Values["/parameters/b"]);
            Assert.Equal(Math.Floor(first.Actors[0].Speed), Math.Floor(second.Actors[0].Speed));
            Assert.NotEqual(first.Actors[0].Speed, second.Actors[0].Speed);
            Assert.NotEqual(first.Actors[0].Start, second.Actors[0].Start);
        }
    }

    [Theory]
    [InlineData(",")]
    [InlineData("٫")]
    public void Cultures_change_nothing(string decimalSeparator)
    {
        string text = SpecFolder.Spec(parameters: TwoParameters, ego: EgoWithBoth,
            more: """ "lighting": { "time": "07:45", "date": "2026-12-01" } """);
        string expected = SampledScenarioWriter.Write(_folder.Read(text).Sample(3));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // The build sets InvariantGlobalization, so named cultures are all alike and the separators are set by hand.
            CultureInfo changed = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            changed.NumberFormat.NumberDecimalSeparator = decimalSeparator;
            changed.NumberFormat.NegativeSign = "~";
            changed.DateTimeFormat.DateSeparator = ".";
            changed.DateTimeFormat.TimeSeparator = ".";
            CultureInfo.CurrentCulture = changed;
            Assert.Equal(expected, SampledScenarioWriter.Write(_folder.Read(text).Sample(3)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Parameters_scale_and_shift()
    {
        string ego = EgoWithBoth.Replace("{ \"parameter\": \"a\" }", "{ \"parameter\": \"a\", \"times\": 2, \"plus\": 3 }", StringComparison.Ordinal);
        SampledScenario sample = _folder.Read(SpecFolder.Spec(parameters: TwoParameters, ego: ego)).Sample(0);
        Assert.Equal(sample.Values["/parameters/a"].Number!.Value * 2 + 3, sample.Actors[0].Speed);
    }
}
