using System.Text;
using SceneForge.World.Simulation;
using SceneForge.Benchmarks;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Specs;
using Xunit;

namespace SceneForge.Tests.Scenarios;

/// <summary>Files that were made to break the reader are refused with their place, quickly and without much memory.</summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[1, 2", 1, 6, "/0")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", 1, 11, "/a")]
    [InlineData("{ \"b\": {\n \"a\": 1, \"a\": 2 } }", 2, 10, "/b/a")]
    [InlineData("{ \"a\": 1e999 }", 1, 8, "/a")]
    [InlineData("{ \"a\": -1e999 }", 1, 8, "/a")]
    [InlineData("{ \"a\": \"\\ud800\" }", 1, 8, "/a")]
    [InlineData("{ \"a\": \"x\\udc00\" }", 1, 8, "/a")]
    [InlineData("{ \"a\\ud800\": 1 }", 1, 3, "")]
    [InlineData("{ \"a\": \"\\ud800\\u0041\" }", 1, 8, "/a")]
    [InlineData("{ \"a\": 1 } x", 1, 12, "")]
    [InlineData("// no\n{ \"a\": 1 }", 1, 1, "")]
    [InlineData("{ \"a\": 1, }", 1, 11, "/a")]
    [InlineData("{ 'a': 1 }", 1, 3, "")]
    [InlineData("{ \"a\": NaN }", 1, 8, "/a")]
    [InlineData("{ \"a\": 0x10 }", 1, 9, "/a")]
    [InlineData("{ \"a\": 012 }", 1, 9, "/a")]
    [InlineData("", 1, 1, "")]
    [InlineData("{ \"ä\": \"ö\",\n  \"b\": tru }", 2, 11, "/b")]
    public void What_is_not_strict_json_is_refused_at_its_place(string text, int line, int column, string pointer)
    {
        InputError error = Assert.Single(Assert.Throws<InputException>(() => JsonFile.Parse("f.json", text)).Errors);
        Assert.Equal(("f.json", line, pointer), (error.File, error.Line, error.Pointer));
        Assert.InRange(error.Column, column - 1, column + 1);
        Assert.NotEmpty(error.Message);
        Assert.NotEmpty(error.Mend);
    }

    [Fact]
    public void Depth_64_is_read_and_depth_65_is_refused()
    {
        JsonFile.Parse("f.json", new string('[', 64) + new string(']', 64));
        InputError error = Assert.Throws<InputException>(() => JsonFile.Parse("f.json", new string('[', 65) + new string(']', 65))).Errors[0];
        Assert.Equal(65, error.Column);
        Assert.Equal(string.Concat(Enumerable.Repeat("/0", 64)), error.Pointer);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        byte[] text = Encoding.UTF8.GetBytes("{ \"a\":\n  \"x?\" }");
        text[Array.IndexOf(text, (byte)'?')] = 0xED;
        InputError error = Assert.Throws<InputException>(() => JsonFile.Parse("f.json", text)).Errors[0];
        Assert.Equal((2, 5), (error.Line, error.Column));
    }

    public static TheoryData<string> Bombs() =>
        ["string", "items", "members", "digits", "deep", "name", "parameters", "actors", "choice", "long file"];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Bombs_are_refused_within_a_second_and_200_megabytes(string kind)
    {
        string bomb = kind switch
        {
            "string" => SpecFolder.Spec().Replace("\"test\"", "\"" + new string('x', 3_900_000) + "\"", StringComparison.Ordinal),
            "items" => "{ \"actors\": [" + string.Join(',', Enumerable.Repeat("1", 1_900_000)) + "] }",
            "members" => "{" + string.Join(',', Enumerable.Range(0, 300_000).Select(i => $"\"{i}\":1")) + "}",
            "digits" => "{ \"seed\": " + new string('9', 3_000_000) + " }",
            "deep" => new string('[', 3_000_000),
            "name" => SpecFolder.Spec(more: "\"" + new string('y', 3_000_000) + "\": 1"),
            "parameters" => SpecFolder.Spec(parameters: "{" + string.Join(',', Enumerable.Range(0, 20_000)
                .Select(i => $"\"p{i}\": {{ \"uniform\": [2, 1] }}")) + "}"),
            "actors" => SpecFolder.Spec(actors: "[" + string.Join(',', Enumerable.Repeat("{}", 100_000)) + "]"),
            "choice" => SpecFolder.Spec(parameters: "{ \"a\": { \"choice\": [" + string.Join(',', Enumerable.Range(0, 200_000)) + "] } }"),
            _ => new string(' ', 100_000_000),
        };
        File.WriteAllText(_folder.SpecFile, bomb);

        // The best of three by this thread's processor time: neither compiling the reader nor others' work on the machine is measured.
        double seconds = ThreadClock.Best(3, () => Assert.Throws<InputException>(() => ScenarioSpec.Read(_folder.SpecFile, Behaviours.All))) / 1e3;

        // Everything that was ever allocated, which bounds what was held at once.
        long before = GC.GetAllocatedBytesForCurrentThread();
        InputException e = Assert.Throws<InputException>(() => ScenarioSpec.Read(_folder.SpecFile, Behaviours.All));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        Assert.InRange(seconds, 0, 1);
        Assert.All(e.Errors, error => Assert.Equal(_folder.SpecFile, error.File));
        Assert.All(e.Errors, error => Assert.InRange(error.ToString().Length, 1, 2000 + (kind == "name" ? bomb.Length : 0)));
    }

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": -1", "/seed")]
    [InlineData("\"seed\": 7", "\"seed\": 1.5", "/seed")]
    [InlineData("\"seed\": 7", "\"sead\": 7", "/sead")]
    [InlineData("\"name\": \"test\"", "\"name\": \"Te st\"", "/name")]
    [InlineData("\"name\": \"test\"", "\"nam\": \"test\"", "/nam")]
    [InlineData("scenes/street", "scenes/stret", "/scene")]
    [InlineData("scenes/street", "/etc", "/scene")]
    [InlineData("rig.json", "rigs/none.json", "/rig")]
    [InlineData("\"duration\": 10", "\"duration\": 1e999", "/duration")]
    [InlineData("\"duration\": 10", "\"duration\": \"10\"", "/duration")]
    [InlineData("\"count\": 4, \"rate\"", "\"count\": 400, \"rate\"", "/frames")]
    [InlineData("\"s\": 30", "\"s\": { \"uniform\": [5, 1] }", "/ego/start/s/uniform")]
    [InlineData("\"s\": 30", "\"s\": { \"uniform\": [-5, 1] }", "/ego/start/s")]
    [InlineData("\"s\": 30", "\"s\": { \"log_uniform\": [0, 1] }", "/ego/start/s/log_uniform")]
    [InlineData("\"s\": 30", "\"s\": { \"normal\": { \"mean\": 1, \"deviation\": 0 } }", "/ego/start/s/normal/deviation")]
    [InlineData("\"s\": 30", "\"s\": { \"normal\": { \"mean\": 1, \"deviation\": 5 } }", "/ego/start/s")]
    [InlineData("\"s\": 30", "\"s\": { \"truncated_normal\": { \"mean\": 1, \"deviation\": 1, \"min\": 50, \"max\": 60 } }",
        "/ego/start/s/truncated_normal")]
    [InlineData("\"s\": 30", "\"s\": { \"choice\": [1, 2], \"weights\": [0, 0] }", "/ego/start/s/weights")]
    [InlineData("\"s\": 30", "\"s\": { \"choice\": [1, 2], \"weights\": [1] }", "/ego/start/s/weights")]
    [InlineData("\"s\": 30", "\"s\": { \"choice\": [] }", "/ego/start/s/choice")]
    [InlineData("\"s\": 30", "\"s\": { \"choice\": [1, \"a\"] }", "/ego/start/s/choice/1")]
    [InlineData("\"s\": 30", "\"s\": { \"choice\": [1, 1] }", "/ego/start/s/choice/1")]
    [InlineData("\"s\": 30", "\"s\": { \"choice\": [1], \"uniform\": [1, 2] }", "/ego/start/s")]
    [InlineData("\"s\": 30", "\"s\": { \"unifrom\": [1, 2] }", "/ego/start/s/unifrom")]
    [InlineData("\"s\": 30", "\"s\": { \"parameter\": \"nix\" }", "/ego/start/s/parameter")]
    [InlineData("\"s\": 30", "\"s\": {}", "/ego/start/s")]
    [InlineData("\"s\": 30", "\"x\": 1", "/ego/start")]
    [InlineData("\"lane\": -1", "\"lane\": 0.5", "/ego/start/lane")]
    [InlineData("\"lane\": -1", "\"lane\": { \"uniform\": [-2, -1] }", "/ego/start/lane")]
    [InlineData("\"parameters\": {}", "\"parameters\": { \"unused\": 1 }", "/parameters/unused")]
    [InlineData("\"parameters\": {}", "\"parameters\": []", "/parameters")]
    [InlineData("\"actors\": []", "\"actors\": [{ \"name\": \"ego\", \"asset\": \"dog\", \"start\": { \"x\": 1, \"y\": 2 } }]", "/actors/0/name")]
    [InlineData("\"actors\": []", "\"actors\": [{ \"name\": \"a\", \"asset\": \"dog\", \"start\": { \"beside\": \"b\" } }]",
        "/actors/0/start/beside")]
    [InlineData("\"actors\": []", "\"actors\": [], \"weather\": { \"cloud_cover\": 2 }", "/weather/cloud_cover")]
    [InlineData("\"actors\": []", "\"actors\": [], \"lighting\": { \"date\": \"2026-02-30\" }", "/lighting/date")]
    [InlineData("\"actors\": []", "\"actors\": [], \"lighting\": { \"time\": \"24:00\" }", "/lighting/time")]
    [InlineData("\"actors\": []", "\"actors\": [], \"preset\": \"night\"", "/preset")]
    [InlineData("\"actors\": []", "\"actors\": [], \"preset\": \"nigth\", \"presets\": { \"night\": {} }", "/preset")]
    [InlineData("\"actors\": []", "\"actors\": [], \"presets\": { \"night\": {} }", "/presets")]
    [InlineData("\"actors\": []", "\"actors\": [], \"require\": [{ \"distance\": { \"from\": \"ego\", \"to\": \"ego\", \"min\": 1 } }]",
        "/require/0/distance/to")]
    [InlineData("\"rate\": 5", "\"rate\": 5, \"start\": { \"event\": \"ego.go\" }", "/frames/start/event")]
    public void Wrong_specs_are_refused_with_line_column_and_mend(string right, string wrong, string pointer)
    {
        string text = SpecFolder.Spec().Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(SpecFolder.Spec(), text);
        InputError error = _folder.ErrorsOf(text)[0];
        Assert.Equal(pointer, error.Pointer);
        Assert.True(error.Line > 1 || pointer.Length == 0);
        Assert.True(error.Column > 0 && error.Message.Length > 0 && error.Mend.Length > 0);
    }

    [Fact]
    public void Circles_are_named()
    {
        string actors = string.Join(", ", new[] { ("a", "b"), ("b", "c"), ("c", "a"), ("d", "a") }
            .Select(p => $$"""{ "name": "{{p.Item1}}", "asset": "dog", "start": { "beside": "{{p.Item2}}" } }"""));
        InputError places = Assert.Single(_folder.ErrorsOf(SpecFolder.Spec(actors: $"[{actors}]")));
        Assert.Equal("/actors/2/start/beside", places.Pointer);
        Assert.Contains("a -> b -> c -> a.", places.Message, StringComparison.Ordinal);

        string parameters = """{ "p": { "parameter": "q" }, "q": { "parameter": "r" }, "r": { "parameter": "p" } }""";
        Assert.Contains(_folder.ErrorsOf(SpecFolder.Spec(parameters: parameters)), e =>
            e.Message.Contains("p -> q -> r -> p.", StringComparison.Ordinal));
    }

    [Fact]
    public void Independent_errors_come_together()
    {
        string text = SpecFolder.Spec(ego: """{ "asset": "car.suv", "start": { "road": "main", "lane": -1, "s": -4 } }""",
            actors: """[{ "name": "a", "asset": 1, "start": { "x": 0, "y": 0 } }, { "name": "b", "asset": "dog","""
                + """ "start": { "x": 0, "y": 0, "depth": 0 }, "speed": -1 }]""")
            .Replace("\"duration\": 10", "\"duration\": -10", StringComparison.Ordinal);
        Assert.Equal(["/duration", "/ego/start/s", "/actors/0/asset", "/actors/1/start/depth"], _folder.ErrorsOf(text).Select(e => e.Pointer));
    }

    [Fact]
    public void Mutated_specs_are_read_or_refused_but_never_crash()
    {
        string text = File.ReadAllText(Repository.PathOf("scenarios", "child_dart_out.json"))
            .Replace("../scenes/residential_street", "scenes/street", StringComparison.Ordinal)
            .Replace("rigs/front_camera.json", "rig.json", StringComparison.Ordinal);
        Assert.Equal(12, _folder.Read(text).VariationCount);
        byte[] original = Encoding.UTF8.GetBytes(text);
        string[] pieces = ["{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud83d", "1e999", "-", "null", "true", "0",
            "{ \"parameter\": \"condition\" }", "9007199254740993", "é", "\0"];
        RandomStream random = new(13, 0, "mutants");
        int refused = 0;
        const int Mutants = 400;
        for (int m = 0; m < Mutants; m++)
        {
            List<byte> bytes = [.. original];
            for (int edit = random.NextInt(3); edit >= 0; edit--)
            {
                int at = random.NextInt(bytes.Count);
                int length = Math.Min(random.NextInt(12), bytes.Count - at);
                switch (random.NextInt(3))
                {
                    case 0:
                        bytes.RemoveRange(at, length);
                        break;
                    case 1:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.NextInt(pieces.Length)]));
                        break;
                    default:
                        bytes.InsertRange(random.NextInt(bytes.Count), bytes.GetRange(at, length));
                        break;
                }
            }

            File.WriteAllBytes(_folder.SpecFile, [.. bytes]);
            try
            {
                ScenarioSpec.Read(_folder.SpecFile, Behaviours.All);
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Errors);
                Assert.All(e.Errors, error => Assert.True(error.Line > 0 && error.Column > 0, error.ToString()));
                refused++;
            }
        }

        Assert.InRange(refused, Mutants / 2, Mutants - 1);
    }
}
