using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>A wheel at rest, in the model's axes about the file's origin.</summary>
/// <param name="Node">Index in the file; all below it rolls, too.</param>
internal readonly record struct PlacedWheel(int Node, Double3 Center, double Radius, bool Steers);

internal static class WheelPlacement
{
    public static ImmutableArray<PlacedWheel> Of(ImportedModel imported, AssetDescription description) => [.. description.Wheels.Select(rule =>
    {
        int node = imported.NodeNames.IndexOf(rule.Node);
        Box3 box = ImportedModel.BoundsOf(imported.PiecesBelow(node));
        return new PlacedWheel(node, box.Center, rule.Radius ?? box.Size.Z / 2, rule.Steers);
    })];
}
