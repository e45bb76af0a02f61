using System.Text.Json.Nodes;
using SceneForge.Quality.Decisions;
using SceneForge.Base.Input;
using SceneForge.Quality.Policy;
using SceneForge.Tests.Scenarios;
using Xunit;
using DatasetChecks = SceneForge.Quality.Checks.DatasetChecks;
using JsonNode = System.Text.Json.Nodes.JsonNode;

namespace SceneForge.Tests.Gate;

public sealed class PolicyTests
{
    private static readonly string Sequential = GateCase.PolicyText.Replace("PLAN", """{ "sequential": { "producers_risk": 0.05 } }""",
        StringComparison.Ordinal);
    private static readonly string Fixed = GateCase.PolicyText.Replace("PLAN", "\"fixed\"", StringComparison.Ordinal);

    [Fact]
    public void The_policy_for_releases_reads_and_follows_the_schema()
    {
        string path = Repository.PathOf("policies", "release.json");
        GatePolicy policy = PolicyReader.Read(path);
        Assert.Equal(["training", "evaluation"], policy.Levels.Select(l => l.Name));
        Assert.Equal((0.03, 0.02, 0.05, 0.85, 60), (policy.Levels[0].CriticalLimit, policy.Levels[0].Major.Limit, policy.Levels[0]
            .Minor.Limit, policy.Levels[0].Recall, policy.Levels[0].Planted));
        Assert.Empty(new SchemaValidator(Repository.PathOf("policies", "gate.schema.json")).Validate(File.ReadAllText(path)));
    }

    [Fact]
    public void The_policy_for_releases_asks_for_every_check_that_data_can_fail()
    {
        string path = Repository.PathOf("policies", "release.json");
        string[] critical = [.. DatasetChecks.All.Where(c => c.Severity == Quality.Checks.Data.Severity.Critical).Select(c => c.Name)];
        Assert.True(critical.Length > 15);
        Assert.Empty(critical.Except(PolicyReader.Read(path, DatasetChecks.Names).Checks));

        InputError error = Assert.Single(Assert.Throws<InputException>(() =>
            PolicyReader.Read(JsonFile.Parse("p", File.ReadAllText(path).Replace("\"mask_box\"", "\"mask_bax\"", StringComparison.Ordinal)),
            DatasetChecks.Names)).Errors);
        Assert.Equal(("/checks/3", "Use \"mask_box\"."), (error.Pointer, error.Mend));
    }

    [Fact]
    public void Schema_and_reader_know_the_same_members_and_refuse_the_same_values()
    {
        SchemaValidator schema = new(Repository.PathOf("policies", "gate.schema.json"));
        int members = 0;
        foreach (string text in (string[])[Fixed, Sequential, File.ReadAllText(Repository.PathOf("policies", "release.json"))])
        {
            Assert.Empty(schema.Validate(text));
            _ = PolicyReader.Read(JsonFile.Parse("p", text));
            foreach (string pointer in ObjectsOf(JsonNode.Parse(text)!, ""))
            {
                bool isFree = pointer is "/uses" or "/severities";
                foreach (string name in (string[])[.. isFree
                    ? (string[])[]
                    : ["unknown_member_zzz"], .. At(JsonNode.Parse(text)!, pointer).AsObject().Select(m => m.Key).Where(n => n[0] != '$')])
                {
                    string broken = Edit(text, pointer, o => o[name] = JsonNode.Parse("[[1e9]]"));
                    Assert.NotEmpty(schema.Validate(broken));
                    InputError error = Assert.Throws<InputException>(() => PolicyReader.Read(JsonFile.Parse("p", broken))).Errors[0];
                    Assert.StartsWith($"{pointer}/{name}", error.Pointer, StringComparison.Ordinal);
                    Assert.NotEmpty(error.Mend);
                    members++;
                }
            }
        }

        Assert.True(members > 100, $"{members}");
        Assert.Empty(schema.AllProperties().Except(schema.PropertiesSeen)
            .Except(["#/quota/where/scenario", "#/$defs/quota/where/scenario", "#/$defs/quota/where/sensor"]));
    }

    [Theory]
    [InlineData("\"critical_limit\": 0.02", "\"critical_limit\": 0.04", "/levels/1/critical_limit")]
    [InlineData("\"limit\": 0.01, \"tolerated\": 1", "\"limit\": 0.03, \"tolerated\": 1", "/levels/1/major/limit")]
    [InlineData("\"double_review\": 0.3", "\"double_review\": 0.05", "/levels/1/double_review")]
    [InlineData("\"level\": \"training\"", "\"level\": \"trainings\"", "/uses/training/level")]
    [InlineData("\"roles\": [\"lead\", \"reviewer\"]", "\"roles\": [\"author\"]", "/signers/roles")]
    [InlineData("\"class_wrong\"", "\"box_shifted\"", "/planted_kinds/1")]
    [InlineData("\"class_wrong\"", "\"class_wrongs\"", "/planted_kinds/1")]
    [InlineData("\"acceptable\": 0.001", "\"acceptable\": 0.019", "/levels/0/major/acceptable")]
    [InlineData("\"most\": 8", "\"most\": 9", "/strata/most")]
    [InlineData("\"name\": \"evaluation\"", "\"name\": \"training\"", "/levels/1/name")]
    [InlineData("\"name\": \"release\"", "\"name\": \"Release\"", "/name")]
    [InlineData("\"plan\": \"fixed\"", "\"plan\": \"fixed\", \"severities\": { \"class_wrong\": \"minor\" }", "/severities/class_wrong")]
    [InlineData("\"plan\": \"fixed\"", "\"plan\": \"peek\"", "/plan")]
    public void What_no_policy_may_say_is_refused_at_its_place(string before, string after, string pointer)
    {
        string text = File.ReadAllText(Repository.PathOf("policies", "release.json"));
        Assert.Contains(before, text, StringComparison.Ordinal);
        InputError error = Assert.Throws<InputException>(() => PolicyReader.Read(JsonFile.Parse("p.json",
            text.Replace(before, after, StringComparison.Ordinal)))).Errors[0];
        Assert.Equal(pointer, error.Pointer);
        Assert.True(error.Line > 1 && error.Column > 1);
    }

    [Fact]
    public void A_policy_may_take_a_kind_more_seriously()
    {
        GatePolicy policy = GateCase.Policy();
        Assert.Equal(Severity.Major, policy.SeverityOf("texture_fault"));
        Assert.Equal(Severity.Critical, policy.SeverityOf("box_shifted"));
        Assert.Null(policy.SeverityOf("unheard_of"));
    }

    private static IEnumerable<string> ObjectsOf(JsonNode node, string pointer) => node switch
    {
        JsonObject o => [pointer, .. o.Where(m => m.Value is not null).SelectMany(m => ObjectsOf(m.Value!, $"{pointer}/{m.Key}"))],
        JsonArray a => a.SelectMany((item, i) => ObjectsOf(item!, $"{pointer}/{i}")),
        _ => [],
    };

    private static string Edit(string text, string pointer, Action<JsonObject> edit)
    {
        JsonNode root = JsonNode.Parse(text)!;
        edit(At(root, pointer).AsObject());
        return root.ToJsonString();
    }

    private static JsonNode At(JsonNode root, string pointer) => pointer.Split('/').Skip(1)
        .Aggregate(root, (node, name) => node is JsonArray array
            ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]!
            : node[name]!);
}
