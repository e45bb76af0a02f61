using System.Collections.Immutable;
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
/// <param name="Floor">Names of the nodes that are ground, with <c>*</c>; none: all are.</param>
/// <param name="Classes">Classes of nodes by their names; the first that matches counts.</param>
internal sealed record ModelSpec(JsonNode Source, string Asset, Pose Pose, string? Ground, string? Name, ImmutableArray<string> Floor,
    ImmutableArray<(string Nodes, string Class)> Classes)
{
    /// <summary>Made once, for its ground and for its looks.</summary>
    public Model? Made { get; set; }
}

/// <summary>
/// Whole scenes and large pieces of them from the catalogue's files:
/// <c>"models": [ { "asset", "x", "y", "z", "heading", "ground", "floor", "classes", "name" } ]</c>.
/// They have the size that their files give them, and others may stand within their outlines.
/// </summary>
internal sealed class ModelsLayer() : ListLayer<ModelSpec>("models")
{
    protected override ModelSpec ReadItem(JsonNode node, SceneReading reading)
    {
        double Coordinate(string name) => node.Find(name)?.AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest) ?? 0;
        ModelSpec model = new(
            node,
            reading.Assets.Name(node.Get("asset")),
            Pose.At(Coordinate("x"), Coordinate("y"), Coordinate("z"), StrictMath.Radians(node.Find("heading")?.AsNumber(-360, 360) ?? 0)),
            node.Find("ground") is { } ground ? reading.Surfaces.Name(ground) : null,
            reading.ReadName(node),
            [.. (node.Find("floor")?.Items() ?? []).Select(n => n.AsString())],
            [.. (node.Find("classes")?.Items() ?? []).Select(ReadRule)]);
        node.Finish();
        if (!model.Floor.IsEmpty && model.Ground is null)
        {
            throw node.Get("floor").Fail("A floor needs the surface that it is made of.", "Name it as \"ground\".");
        }

        return model;
    }

    protected override void LayGround(SceneBuilder scene, ModelSpec item)
    {
        Model made = scene.Make(new AssetRequest(item.Asset, scene.Random($"models/{item.Asset}")));
        RequireNodes(item.Source.Find("floor")?.Items() ?? [], n => n, made);
        RequireNodes(item.Source.Find("classes")?.Items() ?? [], n => n.Get("nodes"), made);
        item.Made = made with { Nodes = [.. made.Nodes.Select(n => Classified(n, item))] };
        if (item.Ground is { } surface)
        {
            scene.AddGround(new MeshGround(item.Made, item.Pose, _ => surface,
                item.Floor.IsEmpty ? null : n => NamePattern.MatchesAny(item.Floor, n.Name)));
        }
    }

    // Of a cone of the mean of its two angles, or of all directions.
    private static double SolidAngle(Lamp lamp) => 2 * Math.PI * (1 - StrictMath.Cos((lamp.InnerAngle + lamp.OuterAngle) / 2));

    private static (string Nodes, string Class) ReadRule(JsonNode node)
    {
        (string, string) rule = (node.Get("nodes").AsString(), node.Get("class").AsString());
        node.Finish();
        return rule;
    }

    private static ModelNode Classified(ModelNode node, ModelSpec item) =>
        item.Classes.FirstOrDefault(r => NamePattern.Matches(r.Nodes, node.Name)) is { Class: { } own } ? node with { Class = own } : node;

    // A rule that matches nothing is a mistake, never silence.
    private static void RequireNodes(IReadOnlyList<JsonNode> rules, Func<JsonNode, JsonNode> pattern, Model model)
    {
        foreach (JsonNode rule in rules.Select(pattern))
        {
            if (!model.Nodes.Any(n => NamePattern.Matches(rule.AsString(), n.Name)))
            {
                throw rule.Fail($"The model has no node \"{NearestName.Shorten(rule.AsString())}\".",
                    $"Use {NearestName.Among(rule.AsString(), model.Nodes.Select(n => n.Name).Distinct().Take(40))}.");
            }
        }
    }

    protected override void SetDown(SceneBuilder scene, ModelSpec item, string path)
    {
        scene.Add(item.Made!, item.Pose);
        foreach (Lamp lamp in item.Made!.Lamps.Where(l => l.Channel == LampChannel.Hall))
        {
            scene.HallFlux += lamp.Intensity * (float)SolidAngle(lamp);
        }

        scene.NameLast(item.Name);
    }
}
