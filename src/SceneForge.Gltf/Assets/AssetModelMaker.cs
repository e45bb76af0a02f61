using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>Makes a model of what a file holds and what its description says.</summary>
public static class AssetModelMaker
{
    /// <param name="name">Of the asset.</param>
    /// <exception cref="InputException">The description names nodes or materials that the file does not have.</exception>
    public static Model Make(string name, ImportedModel imported, AssetDescription description)
    {
        ArgumentNullException.ThrowIfNull(imported);
        ArgumentNullException.ThrowIfNull(description);
        DescriptionCheck.Check(imported, description);
        ImmutableArray<ImportedPiece> pieces =
            [.. imported.Pieces.Where(p => !imported.IsNamed(p, description.Hidden) && p.Drawn.Mesh.TriangleCount > 0)];
        if (pieces.IsEmpty)
        {
            throw description.Source.Get("model").Fail("The model shows no surface.", "Give a file with meshes, or hide fewer nodes.");
        }

        ImmutableArray<PlacedWheel> wheels = WheelPlacement.Of(imported, description);
        Double3 origin = Origin(imported, pieces, wheels, description);
        PieceLooks looks = new(imported, description);
        List<ModelNode> nodes = [];
        List<CarriedNode> carried = [];
        foreach (ImportedPiece piece in pieces)
        {
            carried.Add(new CarriedNode(piece.Follows ? piece.Node : -1, piece.Rest, WheelOf(imported, wheels, piece.Node)));
            nodes.Add(piece.Drawn with
            {
                Materials = looks.Of(piece),
                InBody = !imported.IsNamed(piece, description.OutsideBody),
                Class = description.Classes.FirstOrDefault(r => imported.IsNamed(piece, [r.Nodes]))?.Class,
            });
        }

        // Joints and lights need a node to sit on; these have no surface.
        int Anchor(int node)
        {
            nodes.Add(new ModelNode(imported.NodeNames[node], new Mesh(imported.NodeNames[node], [], [], [], [], []), [], InBody: false));
            carried.Add(new CarriedNode(node, Pose.Identity, WheelOf(imported, wheels, node)));
            return nodes.Count - 1;
        }

        ImmutableArray<Keypoint> keypoints = [.. description.Keypoints.Select(k =>
            new Keypoint(k.Name, Anchor(imported.NodeNames.IndexOf(k.Node)), Double3.Zero))];
        ImmutableArray<Lamp> lamps = [.. AssetLamps.Of(imported, description, pieces, Anchor)];
        PlacedWheel[] rolling = [.. wheels.Where(w => w.Rolls)];
        return new Model
        {
            Name = name,
            Class = description.Class,
            Nodes = [.. nodes],
            Articulation = new AssetArticulation(imported, [.. carried], wheels, origin),
            Keypoints = keypoints,
            Lamps = lamps,
            WheelBase = rolling.Length == 0 ? 0 : rolling.Max(w => w.Center.X) - rolling.Min(w => w.Center.X),
        };
    }

    private static Double3 Origin(ImportedModel imported, ImmutableArray<ImportedPiece> pieces, ImmutableArray<PlacedWheel> wheels,
        AssetDescription description)
    {
        if (description.Origin == AssetOrigin.File)
        {
            return Double3.Zero;
        }

        Box3 box = ImportedModel.BoundsOf(pieces.Where(p => !imported.IsNamed(p, description.OutsideBody)));
        if (description.Origin == AssetOrigin.Footprint)
        {
            return new Double3(box.Center.X, box.Center.Y, box.Min.Z);
        }

        wheels = [.. wheels.Where(w => w.Rolls)];
        if (wheels.IsEmpty)
        {
            throw description.Source.Get("origin").Fail("There is no rear axle without wheels.", "Name \"wheels\", or use \"footprint\".");
        }

        double rear = wheels.Min(w => w.Center.X);
        PlacedWheel[] axle = [.. wheels.Where(w => w.Center.X < rear + 0.5 * w.Radius)];
        return new Double3(axle.Average(w => w.Center.X), axle.Average(w => w.Center.Y), wheels.Min(w => w.Center.Z - w.Radius));
    }

    private static int WheelOf(ImportedModel imported, ImmutableArray<PlacedWheel> wheels, int node)
    {
        for (int i = 0; i < wheels.Length; i++)
        {
            if (imported.Tree.IsBelow(node, wheels[i].Node))
            {
                return i;
            }
        }

        return -1;
    }
}
