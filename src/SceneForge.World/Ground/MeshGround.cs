using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Ground;

/// <summary>The upward faces of a model that stands still, such as a floor, a ramp, a shelf.</summary>
public sealed class MeshGround : IGround
{
    // Steeper than 45 degrees nothing stands.
    private const double LeastUp = 0.7;
    private const double Cell = 1;

    private readonly TriangleGrid _grid;
    private readonly List<Double3> _normals = [];
    private readonly Func<string, string> _kindOfPart;
    private readonly List<string> _parts = [];

    /// <param name="kindOfPart">Name of the surface of a mesh part.</param>
    /// <param name="isGround">Which nodes count; null: all.</param>
    public MeshGround(Model model, Pose worldFromModel, Func<string, string> kindOfPart, Func<ModelNode, bool>? isGround = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _kindOfPart = kindOfPart;
        double size = model.Nodes.Select(n => Math.Max(n.Mesh.Bounds.Size.X, n.Mesh.Bounds.Size.Y)).DefaultIfEmpty(0).Max();
        _grid = new TriangleGrid(Math.Max(Cell, size / 256));
        Pose[] poses = model.PoseNodes(default);
        for (int i = 0; i < poses.Length; i++)
        {
            if (isGround?.Invoke(model.Nodes[i]) != false)
            {
                Add(model.Nodes[i].MeshAt(default), worldFromModel * poses[i]);
            }
        }
    }

    public double? Height(double x, double y, double near) => Find(x, y, near).Height;

    public Double3 Normal(double x, double y, double near) => Find(x, y, near) is { Tag: >= 0 } found ? _normals[found.Tag] : Double3.UnitZ;

    public string? Kind(double x, double y, double near) =>
        Find(x, y, near) is { Tag: >= 0 } found ? _kindOfPart(_parts[found.Tag]) : null;

    private NearestSurface Find(double x, double y, double near)
    {
        NearestSurface nearest = new(near);
        foreach ((double height, int tag) in _grid.At(x, y))
        {
            nearest.Offer(height, tag);
        }

        return nearest;
    }

    private void Add(Mesh mesh, Pose worldFromMesh)
    {
        for (int t = 0; t < mesh.TriangleCount; t++)
        {
            Double3 Corner(int c) => worldFromMesh.Apply(Double3.From(mesh.Positions[mesh.Indices[3 * t + c]]));
            (Double3 a, Double3 b, Double3 c) = (Corner(0), Corner(1), Corner(2));
            Double3 across = Double3.Cross(b - a, c - a);
            double length = across.Length;
            if (length > 1e-12 && across.Z >= LeastUp * length)
            {
                _grid.Add(a, b, c, _normals.Count);
                _normals.Add(across / length);
                _parts.Add(mesh.Parts[mesh.PartOf(t)].Name);
            }
        }
    }
}
