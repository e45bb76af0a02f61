using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Ground;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>An asset repeated in rows and columns.</summary>
/// <param name="Place">Of the first one; columns follow along its x, rows along its left.</param>
/// <param name="Pitch">From column to column and from row to row, metres.</param>
/// <param name="Turn">Of every asset against the grid, radians.</param>
/// <param name="Chance">Of each place to be taken.</param>
/// <param name="Gaps">Rows and columns of places that stay free.</param>
/// <param name="Name">Names each <c>name.row.column</c>.</param>
internal sealed record GridSpec(JsonNode Node, Place Place, IReadOnlyList<string> Assets, int Columns, int Rows, (double Column, double Row) Pitch,
    double Turn, double Chance, IReadOnlySet<(int Row, int Column)> Gaps, string? Name);

/// <summary>Racks, bays and columns of halls and yards: <c>"grid": [ { "assets", a place, "columns", "rows", "pitch", ... } ]</c>.</summary>
internal sealed class GridLayer() : ListLayer<GridSpec>("grid")
{
    private const int Most = 10_000;

    protected override GridSpec ReadItem(JsonNode node, SceneReading reading)
    {
        int columns = node.Get("columns").AsInteger(1, Most);
        int rows = node.Get("rows").AsInteger(1, Most);
        if (columns * (long)rows > Most)
        {
            throw node.Get("rows").Fail($"The grid has {columns * (long)rows} places.", $"Keep them at most {Most}.");
        }

        GridSpec grid = new(
            node,
            SceneReading.ReadPlace(node),
            reading.ReadAssets(node.Get("assets")),
            columns,
            rows,
            ReadPitch(node.Get("pitch")),
            StrictMath.Radians(node.Find("turn")?.AsNumber(-360, 360) ?? 0),
            node.Find("chance")?.AsNumber(0, 1) ?? 1,
            node.Find("gaps") is { } gaps ? gaps.Items().Select(gap => ReadGap(gap, rows, columns)).ToHashSet() : [],
            reading.ReadName(node));
        node.Finish();
        return grid;
    }

    protected override void SetDown(SceneBuilder scene, GridSpec grid, string path)
    {
        Pose origin = scene.Resolve(grid.Node, grid.Place);
        int leftOut = 0;
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"{row}.{column}");
                RandomStream random = scene.Random($"{path}/{place}");
                string asset = grid.Assets[random.NextInt(grid.Assets.Count)];
                if (random.NextDouble() >= grid.Chance || grid.Gaps.Contains((row, column)))
                {
                    continue;
                }

                Model model = scene.Model(asset, random.Child("asset"));
                Pose pose = new(origin.Apply(new Double3(column * grid.Pitch.Column, row * grid.Pitch.Row, 0)),
                    Rotation.Around(Double3.UnitZ, origin.Rotation.Yaw() + grid.Turn));
                if (!SetDown(scene, grid, model, pose))
                {
                    leftOut++;
                    continue;
                }

                scene.NameLast(grid.Name is null ? null : $"{grid.Name}.{place}");
            }
        }

        if (leftOut > 0)
        {
            scene.Warn(grid.Node, $"{leftOut} of {grid.Rows * grid.Columns} places have no room and are left out.");
        }
    }

    // On top of a thing all stand at the height of its surface, and the thing has the room already.
    private static bool SetDown(SceneBuilder scene, GridSpec grid, Model model, Pose pose)
    {
        if (grid.Place is Place.OnThing)
        {
            scene.Add(model, pose);
            return true;
        }

        pose = pose with { Translation = scene.Ground.Drop(pose.Translation) };
        return scene.TryAdd(model, Vehicles.OnWheels(scene.Ground, model, pose), double.NegativeInfinity);
    }

    private static (double Column, double Row) ReadPitch(JsonNode node)
    {
        double[] pitch = [.. node.Items().Select(n => n.AsNumber(0.01, 1000))];
        return pitch.Length == 2
            ? (pitch[0], pitch[1])
            : throw node.Fail($"A pitch has two numbers, this one has {pitch.Length}.", "Write [from column to column, from row to row].");
    }

    private static (int Row, int Column) ReadGap(JsonNode node, int rows, int columns)
    {
        IReadOnlyList<JsonNode> items = node.Items();
        return items.Count == 2
            ? (items[0].AsInteger(0, rows - 1), items[1].AsInteger(0, columns - 1))
            : throw node.Fail($"A gap has two numbers, this one has {items.Count}.", "Write [row, column], both from 0.");
    }
}
