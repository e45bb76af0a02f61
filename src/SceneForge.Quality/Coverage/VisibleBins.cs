using System.Collections.Immutable;
using SceneForge.Quality.Lots;
using SceneForge.Sensors.Labels;

namespace SceneForge.Quality.Coverage;

/// <summary>What a sighting looks like in whole bins.</summary>
/// <param name="Class">Name of the object's class.</param>
/// <param name="Range">Distance from the camera to the box's centre: one of <see cref="VisibleBins.Ranges"/>.</param>
/// <param name="Occlusion">One of <see cref="VisibleBins.Occlusions"/>.</param>
/// <param name="Weather">fog, rain, wet or dry.</param>
/// <param name="Light">day, twilight or night.</param>
public readonly record struct VisibleCell(string Class, string Range, string Occlusion, string Weather, string Light)
{
    /// <summary>The same look under any sky.</summary>
    public (string Class, string Range, string Occlusion) Look => (Class, Range, Occlusion);

    public (string Weather, string Light) Sky => (Weather, Light);

    public override string ToString() => $"{Class}, {Range}, {Occlusion} hidden, {Weather}, {Light}";
}

/// <summary>The bins that coverage counts in.</summary>
public static class VisibleBins
{
    /// <summary>Sightings of fewer pixels count for nothing: nobody could label them.</summary>
    public const int FewestPixels = 16;

    private static readonly double[] RangeEnds = [10, 20, 40, 80];
    private static readonly double[] OcclusionEnds = [0.2, 0.5, 0.8];

    public static ImmutableArray<string> Ranges { get; } = ["0-10 m", "10-20 m", "20-40 m", "40-80 m", "80 m and more"];

    public static ImmutableArray<string> Occlusions { get; } = ["0-20%", "20-50%", "50-80%", "80-100%"];

    public static ImmutableArray<string> Weathers { get; } = Facet.Values(Facet.Weather);

    public static ImmutableArray<string> Lights { get; } = Facet.Values(Facet.Light);

    /// <summary>Items in the order of classes and bins.</summary>
    public static IOrderedEnumerable<T> Order<T>(IEnumerable<T> items, Func<T, VisibleCell> cellOf) => items
        .OrderBy(i => cellOf(i).Class, StringComparer.Ordinal)
        .ThenBy(i => Ranges.IndexOf(cellOf(i).Range))
        .ThenBy(i => Occlusions.IndexOf(cellOf(i).Occlusion))
        .ThenBy(i => Weathers.IndexOf(cellOf(i).Weather))
        .ThenBy(i => Lights.IndexOf(cellOf(i).Light));

    /// <summary>The cell of a label; null where too little is visible.</summary>
    /// <param name="sky">Weather and light as <see cref="DatasetLot"/> names them.</param>
    public static VisibleCell? CellOf(ObjectLabel label, string className, (string Weather, string Light) sky)
    {
        ArgumentNullException.ThrowIfNull(label);
        return CellOf(label.VisiblePixels, label.CameraFromBox.Translation.Length, label.Occlusion, className, sky);
    }

    /// <summary>The same from a label's figures.</summary>
    /// <param name="distance">From the camera to the box's centre, metres.</param>
    public static VisibleCell? CellOf(int visiblePixels, double distance, double occlusion, string className, (string Weather, string Light) sky) =>
        visiblePixels < FewestPixels ? null : new VisibleCell(
            className,
            Ranges[RangeEnds.Count(end => distance >= end)],
            Occlusions[OcclusionEnds.Count(end => occlusion >= end)],
            sky.Weather,
            sky.Light);
}
