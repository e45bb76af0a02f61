using SceneForge.Base.Input;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Houses with their front gardens, one plot after the other.</summary>
/// <param name="Front">Distance of the plots' front from the road's reference line, metres.</param>
/// <param name="Setback">Depth of the front gardens, metres.</param>
/// <param name="Gap">Free width on each side of a house, metres.</param>
/// <param name="Boundaries">Sections for the front, one kind a plot; <c>none</c> leaves it open.</param>
/// <param name="Garden">Plants of the front gardens.</param>
/// <param name="Back">Trees behind the houses.</param>
/// <param name="Cars">Vehicles on some driveways.</param>
internal sealed record PlotsSpec(
    JsonNode Node, Stretch Stretch, double Front, Interval Setback, Interval Gap, IReadOnlyList<string> Houses, IReadOnlyList<string> Boundaries,
        IReadOnlyList<string> Garden, IReadOnlyList<string> Back, IReadOnlyList<string> Cars);

/// <summary>Plots along roads.</summary>
internal sealed class PlotsLayer() : ListLayer<PlotsSpec>("plots")
{
    protected override PlotsSpec ReadItem(JsonNode node, SceneReading reading)
    {
        string[] Optional(string name) => node.Find(name) is { } list ? reading.ReadAssets(list) : [];
        PlotsSpec plots = new(
            node,
            SceneReading.ReadStretch(node),
            node.Get("front").AsNumber(0, 200),
            SceneReading.ReadRange(node.Get("setback"), 0, 60),
            SceneReading.ReadRange(node.Get("gap"), 0, 60),
            reading.ReadAssets(node.Get("houses"), prefix: "house."),
            node.Find("boundaries") is { } boundaries ? reading.ReadAssets(boundaries, also: "none") : ["none"],
            Optional("garden"),
            Optional("back"),
            Optional("cars"));
        node.Finish();
        return plots;
    }

    protected override void SetDown(SceneBuilder scene, PlotsSpec plots, string path) => PlotDresser.Plots(scene, plots, path);
}
