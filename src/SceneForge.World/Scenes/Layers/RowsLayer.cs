using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Assets at a pitch along a road.</summary>
/// <param name="Distance">Of their origin from the reference line, metres.</param>
/// <param name="Pitch">From one to the next, metres.</param>
/// <param name="Chance">Of each place to be taken.</param>
/// <param name="Scatter">Largest shift along and across, metres.</param>
/// <param name="Clear">Least distance to drivable lanes, metres.</param>
/// <param name="Except">Stretches of s that stay free.</param>
internal sealed record RowSpec(JsonNode Node, Stretch Stretch, IReadOnlyList<string> Assets, Interval Distance, Interval Pitch, double Chance,
    double Scatter, double Clear, Facing Facing, IReadOnlyList<Interval> Except);

/// <summary>Rows along roads; a place that is taken stays empty.</summary>
internal sealed class RowsLayer() : ListLayer<RowSpec>("rows")
{
    protected override RowSpec ReadItem(JsonNode node, SceneReading reading)
    {
        RowSpec row = new(
            node,
            SceneReading.ReadStretch(node),
            reading.ReadAssets(node.Get("assets")),
            SceneReading.ReadRange(node.Get("distance"), 0, 500),
            SceneReading.ReadRange(node.Get("pitch"), 0.1, 1000),
            node.Find("chance")?.AsNumber(0, 1) ?? 1,
            node.Find("scatter")?.AsNumber(0, 50) ?? 0,
            node.Find("clear")?.AsNumber(-10, 50) ?? 0.05,
            SceneReading.ReadFacing(node),
            node.Find("except") is { } except ? [.. except.Items().Select(item => SceneReading.ReadRange(item, -1e4, 1e5))] : []);
        node.Finish();
        return row;
    }

    protected override void SetDown(SceneBuilder scene, RowSpec row, string path)
    {
        RoadSide side = scene.Side(row.Node, row.Stretch);
        double s = row.Stretch.S.Low;
        for (int i = 0; s <= row.Stretch.S.High; i++)
        {
            // Every place has a stream of its own: what one draws leaves the others alone.
            RandomStream random = scene.Random($"{path}/{i}");
            double next = s + random.Uniform(row.Pitch.Low, row.Pitch.High);
            string asset = row.Assets[random.NextInt(row.Assets.Count)];
            bool taken = random.NextDouble() < row.Chance && !row.Except.Any(gap => s >= gap.Low && s <= gap.High);
            double at = s + random.Uniform(-row.Scatter, row.Scatter);
            double distance = random.Uniform(row.Distance.Low, row.Distance.High) + 0.3 * random.Uniform(-row.Scatter, row.Scatter);
            double turn = random.Uniform(0, 2 * Math.PI);
            if (taken)
            {
                Model model = scene.Model(asset, random.Child("asset"));
                scene.TryAdd(model, Vehicles.Settle(scene.Ground, model, side.At(at, distance, row.Facing, turn)), row.Clear);
            }

            s = next;
        }
    }
}
