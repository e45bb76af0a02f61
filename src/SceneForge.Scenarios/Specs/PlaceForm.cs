using SceneForge.Base.Input;

namespace SceneForge.Scenarios.Specs;

/// <summary>The ways to write a place.</summary>
public enum PlaceForm
{
    /// <summary><c>{ "road", "lane", "s" }</c></summary>
    Lane,

    /// <summary><c>{ "road", "side", "s", "distance" }</c></summary>
    RoadSide,

    /// <summary><c>{ "beside", "ahead", "left" }</c></summary>
    Beside,

    /// <summary><c>{ "on", "ahead", "left", "up" }</c></summary>
    On,

    /// <summary><c>{ "x", "y", "z" }</c></summary>
    World,
}

/// <summary>Tells them apart.</summary>
public static class PlaceForms
{
    /// <summary>Farthest coordinate and place along a road, metres.</summary>
    public const double Farthest = 100_000;

    /// <summary>Farthest offset from a lane's centre or another thing, metres.</summary>
    public const double Near = 1000;

    /// <exception cref="InputException">The object has members of several forms, or of none.</exception>
    public static PlaceForm Of(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        (string Member, PlaceForm Form)[] found = [.. new[] { ("road", PlaceForm.Lane), ("beside", PlaceForm.Beside), ("on", PlaceForm.On),
            ("x", PlaceForm.World) }.Where(f => node.Find(f.Item1) is not null)];
        if (found.Length != 1)
        {
            throw node.Fail("A place has exactly one of \"road\", \"beside\", \"on\" and \"x\".",
                "Write { \"road\", \"lane\", \"s\" }, { \"road\", \"side\", \"s\", \"distance\" }, { \"beside\", \"ahead\", \"left\" }, "
                + "{ \"on\" } or { \"x\", \"y\" }.");
        }

        if (found[0].Form != PlaceForm.Lane || node.Find("side") is null)
        {
            return found[0].Form;
        }

        return node.Find("lane") is { } lane
            ? throw lane.Fail("A place is on a lane or beside the road, not both.", "Remove \"lane\", or \"side\" and \"distance\".")
            : PlaceForm.RoadSide;
    }
}
