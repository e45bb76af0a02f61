using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>A wheel at rest, in the model's axes about the file's origin.</summary>
/// <param name="Node">Index in the file; all below it rolls, too.</param>
/// <param name="Rolls">False of what only steers with a wheel.</param>
internal readonly record struct PlacedWheel(int Node, Double3 Center, double Radius, bool Steers, bool Rolls);

internal static class WheelPlacement
{
    public static ImmutableArray<PlacedWheel> Of(ImportedModel imported, AssetDescription description)
    {
        PlacedWheel[] all = [.. description.Wheels.Select(rule =>
        {
            int node = imported.NodeNames.IndexOf(rule.Node);
            Box3 box = ImportedModel.BoundsOf(imported.PiecesBelow(node));
            return new PlacedWheel(node, box.Center, rule.Radius ?? box.Size.Z / 2, rule.Steers, rule.Rolls);
        })];
        PlacedWheel[] rolling = [.. all.Where(w => w.Rolls)];
        return [.. all.Select(w => w.Rolls || rolling.Length == 0
            ? w
            : w with { Center = rolling.MinBy(r => (r.Center - w.Center).LengthSquared).Center })];
    }
}
