using System.Collections.Concurrent;
using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Nodes;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Models;

/// <summary>A mesh of a file where a node shows it.</summary>
/// <param name="Node">Index in the file.</param>
/// <param name="Name">Of the node, or of its mesh where it has none.</param>
/// <param name="Rest">Pose of a piece that nothing moves, in the model's axes.</param>
/// <param name="Scale">By which its mesh was scaled; a moving piece's pose is its node's map without it.</param>
/// <param name="Follows">Whether its pose follows its node through animations.</param>
public sealed record ImportedPiece(int Node, string Name, ModelNode Drawn, Pose Rest, double Scale, bool Follows);

/// <summary>A light of a file (KHR_lights_punctual) at rest, in the model's axes.</summary>
/// <param name="Intensity">Linear RGB, candela.</param>
/// <param name="InnerAngle">Half angle, radians; pi for a point light, as <paramref name="OuterAngle"/>.</param>
public sealed record ImportedLight(int Node, string Name, Double3 Position, Double3 Direction, System.Numerics.Vector3 Intensity, double InnerAngle,
    double OuterAngle);

/// <summary>A camera of a file at rest, in the model's axes.</summary>
/// <param name="VerticalAngle">Of its picture, radians; 0 of a parallel projection.</param>
public sealed record ImportedView(string Name, Double3 Position, Double3 Direction, double VerticalAngle);

/// <summary>What a file holds, in a model's axes and metres, before a description says what it is.</summary>
public sealed class ImportedModel
{
    private readonly GaitMotion _motion;
    private readonly ConcurrentDictionary<ImportedPiece, Box3> _boxes = new(ReferenceEqualityComparer.Instance);

    internal ImportedModel(NodeTree tree, GaitMotion motion, AffineMap modelFromFile)
    {
        _motion = motion;
        Tree = tree;
        ModelFromFile = modelFromFile;
    }

    public required string Path { get; init; }

    /// <summary>Full paths of all files that it is read from.</summary>
    public required ImmutableArray<string> Files { get; init; }

    public required ImmutableArray<ImportedPiece> Pieces { get; init; }

    public required ImmutableArray<ImportedLight> Lights { get; init; }

    public required ImmutableArray<ImportedView> Views { get; init; }

    /// <summary>Names of the animations, number 1 and up of <see cref="MotionState.Clip"/>.</summary>
    public required ImmutableArray<string> Clips { get; init; }

    /// <summary>Seconds, one a clip.</summary>
    public required ImmutableArray<double> Durations { get; init; }

    /// <summary>Names of all nodes by their index.</summary>
    public required ImmutableArray<string> NodeNames { get; init; }

    /// <summary>What is not shown as the file has it, each with its place.</summary>
    public required ImmutableArray<string> Dropped { get; init; }

    public required int PictureCount { get; init; }

    public int TriangleCount => Pieces.Sum(p => p.Drawn.Mesh.TriangleCount);

    /// <summary>Box of all pieces at rest, in the model's axes about the file's origin.</summary>
    public Box3 Bounds => Pieces.Aggregate(Box3.Empty, (box, piece) => box.Include(BoundsOf(piece)));

    internal NodeTree Tree { get; }

    internal AffineMap ModelFromFile { get; }

    /// <summary>Metres that one cycle of the gait covers at a speed; infinity where it has none.</summary>
    public double CycleLength(double speed) => _motion.CycleLength(speed);

    /// <summary>Box of one of its pieces at rest; found once.</summary>
    public Box3 BoundsOf(ImportedPiece piece) => _boxes.GetOrAdd(piece, p => BoundsOf([p]));

    /// <summary>Box of some pieces at rest.</summary>
    public static Box3 BoundsOf(IEnumerable<ImportedPiece> pieces)
    {
        Box3 box = Box3.Empty;
        foreach (ImportedPiece piece in pieces)
        {
            foreach (System.Numerics.Vector3 position in piece.Drawn.MeshAt(default).Positions)
            {
                box = box.Include(piece.Rest.Apply(Double3.From(position)));
            }
        }

        return box;
    }

    /// <summary>Whether a piece, its node or a node above it has a name that a pattern matches.</summary>
    public bool IsNamed(ImportedPiece piece, IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(piece);
        string[] wanted = [.. patterns];
        if (wanted.Length == 0 || NamePattern.MatchesAny(wanted, piece.Name))
        {
            return wanted.Length > 0;
        }

        for (int node = piece.Node; node >= 0; node = Tree.Parents[node])
        {
            if (NamePattern.MatchesAny(wanted, NodeNames[node]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Pieces at a node or below it.</summary>
    public IEnumerable<ImportedPiece> PiecesBelow(int node) => Pieces.Where(p => Tree.IsBelow(p.Node, node));
}
