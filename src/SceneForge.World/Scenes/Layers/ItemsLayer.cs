using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Assets;
using SceneForge.World.Models;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>One asset at one place.</summary>
internal sealed record ItemSpec(JsonNode Node, string Asset, Place Place, Facing Facing, double? Height, string? Color, string? Name);

/// <summary>Single things: <c>"items": [ { "asset", a place, "name", "facing", "height", "color" } ]</c>.</summary>
internal sealed class ItemsLayer() : ListLayer<ItemSpec>("items")
{
    protected override ItemSpec ReadItem(JsonNode node, SceneReading reading)
    {
        ItemSpec item = new(
            node,
            reading.Assets.Name(node.Get("asset")),
            SceneReading.ReadPlace(node),
            SceneReading.ReadFacing(node),
            node.Find("height")?.AsNumber(0.1, 50),
            node.Find("color") is { } color ? SceneReading.ReadColor(color) : null,
            reading.ReadName(node));
        if (item.Place is not Place.BesideRoad && node.Find("facing") is { } facing)
        {
            throw facing.Fail("Only a thing beside a road has a \"facing\".", "Turn it by \"heading\".");
        }

        node.Finish();
        return item;
    }

    protected override void SetDown(SceneBuilder scene, ItemSpec item, string path)
    {
        RandomStream random = scene.Random(path);
        Model model = scene.Make(new AssetRequest(item.Asset, random.Child("asset"), item.Height, item.Color));
        if (item.Place is Place.BesideRoad side)
        {
            Pose pose = scene.Side(item.Node, new Stretch(side.Road, side.Left, new Interval(side.S, side.S)))
                .At(side.S, side.Distance, item.Facing, random.Uniform(0, 2 * Math.PI));
            pose = Anchors.Turn(pose, side.Heading);
            Report(scene, item, scene.TryAdd(model, Vehicles.Settle(scene.Ground, model, pose), 0));
            return;
        }

        Pose at = scene.Resolve(item.Node, item.Place);
        if (item.Place is Place.OnThing)
        {
            scene.Add(model, at);
            scene.NameLast(item.Name);
            return;
        }

        Report(scene, item, scene.TryAdd(model, Vehicles.OnWheels(scene.Ground, model, at), double.NegativeInfinity));
    }

    private static void Report(SceneBuilder scene, ItemSpec item, bool hasRoom)
    {
        if (hasRoom)
        {
            scene.NameLast(item.Name);
        }
        else
        {
            scene.Warn(item.Node, $"\"{item.Asset}\" has no room here and is left out.");
        }
    }
}
