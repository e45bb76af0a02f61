using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Guessing;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Cli.Importing;

/// <summary>What looks right and what looks wrong of an imported model.</summary>
internal static class ModelReview
{
    private static readonly string[] VehicleClasses = ["car", "van", "truck", "bus"];

    public static ImportReport Of(string title, Model model, ImportedModel imported, AssetDescription description, GuessedDescription guess)
    {
        Box3 body = model.BodyBox(default);
        UsualSize? usual = UsualSize.Of(description.Class);
        int materials = imported.Pieces.SelectMany(p => p.Drawn.Materials).Select(m => m.Name).Distinct().Count();
        List<(string Name, string Value)> facts =
        [
            ("class", guess.Class is null ? $"{description.Class} (a stand-in)" : description.Class),
            ("size", $"{Size(body.Size)} m (length x width x height of the body)"),
            ("usual size", usual is null ? "not known" : $"{Size(usual.Low)} to {Size(usual.High)} m"),
            ("triangles", imported.TriangleCount.ToString(CultureInfo.InvariantCulture)),
            ("meshes", imported.Pieces.Length.ToString(CultureInfo.InvariantCulture)),
            ("materials", materials.ToString(CultureInfo.InvariantCulture)),
            ("pictures", imported.PictureCount.ToString(CultureInfo.InvariantCulture)),
            ("animations", imported.Clips.IsEmpty ? "none" : string.Join(", ", imported.Clips)),
            ("wheels", model.WheelBase > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{description.Wheels.Count(w => w.Rolls)}, axles {model.WheelBase:0.##} m apart")
                : "none"),
            ("lamps", description.Lamps.IsEmpty
                ? "none"
                : string.Join(", ", description.Lamps.Select(l => AssetDescriptionReader.ChannelName(l.Channel)))),
            ("licence", description.Licence ?? "not said"),
        ];
        string[] tagged = [.. description.Wheels.Select(w => w.Node)];
        ImmutableArray<string> untagged = [.. imported.Pieces.Where(p => !tagged.Any(t => IsBelow(imported, p, t))
            && !description.Lamps.Any(l => imported.IsNamed(p, l.Nodes)) && !imported.IsNamed(p, description.OutsideBody)
            && !description.Classes.Any(c => imported.IsNamed(p, [c.Nodes]))).Select(p => p.Name).Distinct()];
        return new ImportReport(title, [.. facts], [.. Warnings(imported, description, guess, body)], guess.Understood, guess.Guesses,
            imported.Dropped, untagged);
    }

    private static bool IsBelow(ImportedModel imported, ImportedPiece piece, string node) =>
        imported.PiecesBelow(imported.NodeNames.IndexOf(node)).Contains(piece);

    private static IEnumerable<string> Warnings(ImportedModel imported, AssetDescription description, GuessedDescription guess, Box3 body)
    {
        if (guess.Class is null)
        {
            yield return $"no class: nothing tells what it is, and \"{description.Class}\" stands in; correct \"class\" in asset.json";
        }

        if (UsualSize.Of(description.Class)?.Excess(body.Size) is { } excess and > 2)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"size: {excess:0.#} times beyond what is usual for a {description.Class}; correct \"scale\", \"up\" or \"class\"");
        }

        if (description.Origin == AssetOrigin.File && Math.Abs(body.Min.Z) > 0.05)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"height: it {(body.Min.Z > 0 ? "floats" : "sinks")} by {Math.Abs(body.Min.Z):0.##} m; set \"origin\" to \"footprint\"");
        }

        foreach (string name in imported.Pieces.Where(IsInsideOut).Select(p => p.Name).Distinct())
        {
            yield return $"normals: the faces of \"{name}\" look inwards; turn them round where it was made";
        }

        if (description.Wheels.IsEmpty && VehicleClasses.Contains(description.Class))
        {
            yield return "wheels: none were found, so none will turn; name their nodes as \"wheels\"";
        }

    }

    // A closed surface whose faces look inwards encloses a negative volume; an open one tells nothing.
    private static bool IsInsideOut(ImportedPiece piece)
    {
        MeshShape shape = new(piece.Drawn.Mesh);
        Box3 box = piece.Drawn.Mesh.Bounds;
        double volume = 0;
        Double3 area = Double3.Zero;
        double all = 0;
        for (int t = 0; t < shape.Mesh.TriangleCount; t++)
        {
            Double3 a = shape.Corner(t, 0) - box.Center;
            Double3 b = shape.Corner(t, 1) - box.Center;
            Double3 c = shape.Corner(t, 2) - box.Center;
            Double3 across = Double3.Cross(b - a, c - a);
            volume += Double3.Dot(a, Double3.Cross(b, c)) / 6;
            area += across;
            all += across.Length;
        }

        return area.Length < 1e-3 * all && volume < -0.05 * box.Size.X * box.Size.Y * box.Size.Z;
    }

    private static string Size(Double3 s) => string.Create(CultureInfo.InvariantCulture, $"{s.X:0.##} x {s.Y:0.##} x {s.Z:0.##}");
}
