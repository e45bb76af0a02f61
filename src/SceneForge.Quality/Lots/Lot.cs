using System.Collections.Immutable;

namespace SceneForge.Quality.Lots;

/// <summary>What tells variations apart when a lot is divided into strata.</summary>
public static class Facet
{
    public const string Scenario = "scenario";
    public const string Light = "light";
    public const string Weather = "weather";
    public const string Sensor = "sensor";

    public static readonly ImmutableArray<string> Names = [Scenario, Light, Weather, Sensor];

    /// <summary>The values of a facet, or none where names are free.</summary>
    public static ImmutableArray<string> Values(string facet) => facet switch
    {
        Light => ["day", "twilight", "night"],
        Weather => ["dry", "wet", "rain", "snow", "fog"],
        _ => [],
    };
}

/// <summary>One variation, the unit of sampling.</summary>
/// <param name="Variation">Its number.</param>
/// <param name="Frames">Frames that it has.</param>
/// <param name="Facets">Values in the order of <see cref="Facet.Names"/>.</param>
/// <param name="IsSynthetic">False for recordings of the real world.</param>
public sealed record LotUnit(int Variation, int Frames, ImmutableArray<string> Facets, bool IsSynthetic = true)
{
    public string FacetOf(string name) => Facets[Facet.Names.IndexOf(name)];
}

/// <summary>A sealed dataset, as the gate sees it.</summary>
/// <param name="RootHash">SHA-256 that names every byte of the dataset, lower-case hexadecimal.</param>
/// <param name="Units">In any order; numbers are unique.</param>
/// <param name="FrameHash">SHA-256 of a frame, from variation and frame number: what decisions about it must name.</param>
public sealed record Lot(string RootHash, ImmutableArray<LotUnit> Units, Func<int, int, string> FrameHash);
