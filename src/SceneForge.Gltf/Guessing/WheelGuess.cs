using SceneForge.Base.Geometry;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;

namespace SceneForge.Gltf.Guessing;

/// <summary>Wheels by their name, or by their form: round seen from the side, narrow, and standing on the ground.</summary>
internal static class WheelGuess
{
    // Tyres are flattened a little, and rims are no perfect circles of few corners.
    private const double Roundness = 0.06;

    // No vehicle has more; what has is a scene.
    private const int MostPieces = 2000;

    /// <summary>Rules for the highest nodes that are wheels, with what each was known by.</summary>
    public static IEnumerable<(WheelRule Rule, string Reason)> Of(ImportedModel model, Box3 body)
    {
        List<(int Node, Box3 Box, string Reason)> found = [];
        if (model.Pieces.Length > MostPieces)
        {
            yield break;
        }

        foreach (int node in model.Tree.Order)
        {
            if (found.Any(f => model.Tree.IsBelow(node, f.Node)) || model.NodeNames.Count(n => n == model.NodeNames[node]) > 1)
            {
                continue;
            }

            Box3 box = model.PiecesBelow(node).Aggregate(Box3.Empty, (b, p) => b.Include(model.BoundsOf(p)));
            if (!box.IsEmpty && IsWheel(model.NodeNames[node], box, body) is { } reason)
            {
                found.Add((node, box, reason));
            }
        }

        double middle = found.Count > 0 ? (found.Min(f => f.Box.Center.X) + found.Max(f => f.Box.Center.X)) / 2 : 0;
        double spread = found.Count > 0 ? found.Max(f => f.Box.Center.X) - found.Min(f => f.Box.Center.X) : 0;
        foreach ((int node, Box3 box, string reason) in found)
        {
            bool isFront = box.Center.X > middle && spread > box.Size.Z;
            yield return (new WheelRule(model.NodeNames[node], isFront, null), reason);
        }
    }

    private static string? IsWheel(string name, Box3 box, Box3 body)
    {
        Double3 size = box.Size;
        bool isRound = Math.Abs(size.X - size.Z) <= Roundness * size.Z;
        bool isNarrow = size.Y < 0.9 * size.Z;
        bool stands = box.Min.Z - body.Min.Z < 0.1 * size.Z;
        bool isPart = size.X < 0.5 * body.Size.X && size.Z < 0.9 * body.Size.Z;
        bool named = NameWords.Has(name, "wheel", "wheels", "tyre", "tire", "rad") && !NameWords.Has(name, "steeringwheel");
        return !isRound || !isPart ? null
            : named && stands ? $"\"{name}\" is called a wheel and is round"
            : isNarrow && stands && size.Z > 0.1 * body.Size.Z ? $"\"{name}\" is round, narrow and stands on the ground" : null;
    }
}
