using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>Lamps that light their surroundings: the file's own lights, and dipped beams where the description has head lamps.</summary>
internal static class AssetLamps
{
    // An LED lamp's usual peak; its pattern is the renderers' (UN Regulation 112).
    private static readonly Vector3 DippedBeam = new(15000f, 14600f, 13800f);

    // Metres between the parts of one lamp at most.
    private const double SameLamp = 0.3;

    /// <param name="anchor">Makes a node that follows one of the file's, and gives its index.</param>
    public static IEnumerable<Lamp> Of(ImportedModel imported, AssetDescription description, IReadOnlyList<ImportedPiece> pieces,
        Func<int, int> anchor)
    {
        AffineMap[] world = [.. imported.Tree.WorldFromNode(default).Select(m => imported.ModelFromFile * m)];
        foreach (ImportedLight light in imported.Lights)
        {
            LampChannel channel = description.Lamps.FirstOrDefault(r => NamePattern.MatchesAny(r.Nodes, light.Name))?.Channel ?? LampChannel.Hall;
            Pose node = NodePose(world[light.Node]).Inverse();
            yield return new Lamp(channel, anchor(light.Node), node.Apply(light.Position), node.ApplyDirection(light.Direction), light.Intensity,
                light.InnerAngle, light.OuterAngle);
        }

        foreach (LampRule rule in description.Lamps.Where(r => r.Channel == LampChannel.LowBeam))
        {
            List<Double3> beams = [];
            foreach (ImportedPiece piece in pieces.Where(p => imported.IsNamed(p, rule.Nodes)
                || p.Drawn.Materials.Any(m => NamePattern.MatchesAny(rule.Materials, m.Name))))
            {
                // Lens and reflector of a lamp send out one beam.
                Box3 box = ImportedModel.BoundsOf([piece]);
                Double3 front = new(box.Max.X + 0.01, box.Center.Y, box.Center.Z);
                if (beams.Any(b => (b - front).Length < SameLamp))
                {
                    continue;
                }

                beams.Add(front);
                Pose node = NodePose(world[piece.Node]).Inverse();
                yield return new Lamp(LampChannel.LowBeam, anchor(piece.Node), node.Apply(front), node.ApplyDirection(Double3.UnitX), DippedBeam,
                    StrictMath.Radians(2), StrictMath.Radians(44));
            }
        }
    }

    private static Pose NodePose(in AffineMap map) => Nodes.RigidPart.Of(map)?.Pose ?? new Pose(map.Translation, Rotation.Identity);
}
