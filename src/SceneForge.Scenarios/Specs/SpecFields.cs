using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads the members of an action or a trigger from a spec.</summary>
internal sealed class SpecFields(JsonNode node, SpecReading reading, Drawn<double> startSpeed) : BehaviourFields
{
    private bool _isValue;

    public override Drawn<double> StartSpeed => startSpeed;

    public override Drawn<double> Value(double min, double max)
    {
        _isValue = true;
        return reading.Values.Number(node, min, max);
    }

    public override Drawn<double> Number(string member, string description, double min, double max) =>
        reading.Values.Number(node.Get(member), min, max);

    public override Drawn<double> Number(string member, string description, double min, double max, double absent) =>
        reading.Values.Number(node.Find(member), min, max, absent);

    public override Drawn<double> Number(string member, string description, double min, double max, Drawn<double> absent) =>
        node.Find(member) is { } found ? reading.Values.Number(found, min, max) : absent;

    public override double Constant(string member, string description, double min, double max) => node.Get(member).AsNumber(min, max);

    public override Drawn<int> Whole(string member, string description, int min, int max) => reading.Values.Whole(node.Get(member), min, max);

    public override string Actor(string member, string description) => reading.Actor(node.Get(member));

    public override Drawn<Place> Place(string member) => PlaceReader.Read(node.Get(member), reading);

    public override ImmutableArray<Drawn<Place>> Places(string member, string description) =>
        [.. NotEmpty(node.Get(member)).Select(item => PlaceReader.Read(item, reading))];

    public override ImmutableArray<T> Items<T>(string member, string description, string item, Func<BehaviourFields, T> read) =>
        [.. NotEmpty(node.Get(member)).Select(entry =>
        {
            SpecFields fields = new(entry, reading, startSpeed);
            T value = read(fields);
            fields.Finish();
            return value;
        })];

    public override InputException Fail(string member, string message, string mend) => node.Get(member).Fail(message, mend);

    /// <summary>Refuses members that nobody asked for.</summary>
    public void Finish()
    {
        if (!_isValue)
        {
            node.Finish();
        }
    }

    private static IReadOnlyList<JsonNode> NotEmpty(JsonNode list) =>
        list.Items() is { Count: > 0 } items ? items : throw list.Fail("The list is empty.", "Give at least one point.");
}
