using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Specs;
using SceneForge.World.Assets;
using SceneForge.World.Ground;
using SceneForge.World.Models;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>A model exactly where its file's author meant it.</summary>
/// <param name="Pose">Of the model's origin; not set down on any ground.</param>
/// <param name="Ground">Surface of its upward faces where others stand on them; null where nobody does.</param>
internal sealed record ModelSpec(string Asset, Pose Pose, string? Ground, string? Name)
{
    /// <summary>Made once, for its ground and for its looks.</summary>
    public Model? Made { get; set; }
}

/// <summary>
/// Whole scenes and large pieces of them from the catalogue's files: <c>"models": [ { "asset", "x", "y", "z", "heading", "ground", "name" } ]</c>.
/// They have the size that their files give them, and others may stand within their outlines.
/// </summary>
internal sealed class ModelsLayer() : ListLayer<ModelSpec>("models")
{
    protected override ModelSpec ReadItem(JsonNode node, SceneReading reading)
    {
        double Coordinate(string name) => node.Find(name)?.AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest) ?? 0;
        ModelSpec model = new(
            reading.Assets.Name(node.Get("asset")),
            Pose.At(Coordinate("x"), Coordinate("y"), Coordinate("z"), StrictMath.Radians(node.Find("heading")?.AsNumber(-360, 360) ?? 0)),
            node.Find("ground") is { } ground ? reading.Surfaces.Name(ground) : null,
            reading.ReadName(node));
        node.Finish();
        return model;
    }

    protected override void LayGround(SceneBuilder scene, ModelSpec item)
    {
        item.Made = scene.Make(new AssetRequest(item.Asset, scene.Random($"models/{item.Asset}")));
        if (item.Ground is { } surface)
        {
            scene.AddGround(new MeshGround(item.Made, item.Pose, _ => surface));
        }
    }

    protected override void SetDown(SceneBuilder scene, ModelSpec item, string path)
    {
        scene.Add(item.Made!, item.Pose);
        scene.NameLast(item.Name);
    }
}
