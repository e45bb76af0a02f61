using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Planning;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using Xunit;

namespace SceneForge.Tests.Coverage;

public sealed class PlanningTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("sceneforge-decisions-").FullName, "decisions.jsonl");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Verdicts_hold_as_they_stand_at_the_end_of_the_log()
    {
        Assert.Equal([1, 4, 7, 8], Rejected(
            Verdict(1, "000001/CAM/000000", "a", "reject"),
            Verdict(2, "000002/CAM/000000", "a", "reject"),
            Verdict(3, "000002/CAM/000000", "a", "accept"),
            Verdict(4, "000003/CAM/000000", "a", "reject"),
            Undo(5, 4),
            Verdict(6, "000004/CAM/000001", "a", "accept"),
            Verdict(7, "000004/CAM/000001", "b", "reject"),
            Verdict(8, "000005/CAM/000000", "a", "reject"),
            Verdict(9, "000005/CAM/000000", "lead", "accept", settles: true),
            Verdict(10, "000006/CAM/000000", "a", "cannot_judge"),
            """{"number":11,"subject":"dataset","kind":"quarantine","person":"lead","act":{"cause":"fog","sequences":[7,8]}}""",
            """{"number":12,"subject":"000006/CAM/000000","kind":"comment","person":"a","act":{"text":"?"}}"""));
    }

    [Fact]
    public void A_file_that_is_no_export_is_refused_with_its_line()
    {
        InputException gone = Assert.Throws<InputException>(() => RejectedSequences.Read(_file + ".gone"));
        Assert.Contains("does not exist", gone.Errors[0].Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Rejected(Verdict(1, "dataset", "a", "reject")));
        File.WriteAllText(_file, "{\"number\":1,\"subject\":\"dataset\",\"kind\":\"setting\",\"person\":\"a\",\"act\":{}}\n{\"number\":\n");
        InputError torn = Assert.Throws<InputException>(() => RejectedSequences.Read(_file)).Errors[0];
        Assert.Equal((_file, 2), (torn.File, torn.Line));
    }

    [Fact]
    public void Values_that_make_the_sky_are_told_from_those_that_place_things_also_through_parameters()
    {
        SpecValues values = new(JObject.Parse("""
            { "parameters": { "look": { "choice": ["noon"] }, "hour": { "parameter": "start", "plus": 1 }, "start": { "uniform": [8, 9] },
              "speed": { "uniform": [8, 12] } },
              "preset": { "parameter": "look" }, "presets": { "noon": { "lighting": { "time": { "parameter": "hour" } } } },
                "weather": { "rain_rate": { "uniform": [0, 1] } },
              "ego": { "speed": { "parameter": "speed" } }, "actors": [{ "start": { "s": { "grid": [1, 2] } } }] }
            """));
        string[] pointers = ["/parameters/look", "/parameters/hour", "/parameters/start", "/parameters/speed", "/weather/rain_rate",
            "/actors/0/start/s"];
        Assert.Equal([true, true, true, false, true, false], pointers.Select(values.IsOfSky));
        Assert.Equal([false, true, true, true], new[] { "/parameters/look", "/parameters/start", "/parameters/speed",
            "/weather/rain_rate" }.Select(values.IsContinuous));
        Assert.False(values.IsContinuous("/actors/0/start/s"));
    }

    [Fact]
    public void A_planned_spec_is_never_larger_than_a_spec_may_be()
    {
        SampledValue low = new(-0.12345678901234567, null);
        SampledValue high = new(1.2345678901234567, null);
        PlannedRow row = new("aim", Enumerable.Range(0, 30).ToImmutableSortedDictionary(i => $"/actors/{i}/behaviour/0/do/cross/acceleration",
            _ => new Pin(low, high, IsRange: true), StringComparer.Ordinal), 1);
        ImmutableArray<PlannedRow> rows = PlannedSpec.Fitting([.. Enumerable.Repeat(row, 1000)]);
        Assert.InRange(rows.Length, 300, 999);
        JObject spec = PlannedSpec.Write("b", JObject.Parse("""{ "name": "a", "seed": 1, "variations": { "count": 2 } }"""),
            new CoveragePlan(rows, [], []), ["root"]);
        JsonNode read = JsonFile.Parse(_file, Encoding.UTF8.GetBytes(spec.ToString()));
        Assert.Equal(rows.Length, read.Get("variations").Get("rows").Items().Count);
    }

    private IReadOnlySet<int> Rejected(params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        return RejectedSequences.Read(_file);
    }

    private static string Verdict(int number, string subject, string person, string verdict, bool settles = false) =>
        $$$"""{"number":{{{number}}},"subject":"{{{subject}}}","kind":"verdict","person":"{{{person}}}","""
            + $$$""" "act":{"verdict":"{{{verdict}}}"{{{(settles ? ",\"settles\":true" : "")}}}}}""";

    private static string Undo(int number, int of) =>
        $$$"""{"number":{{{number}}},"subject":"dataset","kind":"undo","person":"a","act":{"of":{{{of}}}}}""";
}
