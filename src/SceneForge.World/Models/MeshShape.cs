using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>
/// A mesh's vertices at an instant: its own, or on the way from one of its shapes to the next, each on a straight line. Every reader of moving
/// vertices takes them from here, so that a hit, its normal and its flow come from one formula.
/// </summary>
public readonly struct MeshShape
{
    private readonly Mesh? _later;
    private readonly float _share;

    /// <summary>The shape of a mesh as it is.</summary>
    public MeshShape(Mesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        Mesh = mesh;
    }

    /// <param name="later">The same triangles with other vertices.</param>
    /// <param name="share">Of the way to <paramref name="later"/>, in [0, 1).</param>
    public MeshShape(Mesh earlier, Mesh later, double share)
        : this(earlier)
    {
        ArgumentNullException.ThrowIfNull(later);
        _share = (float)share;
        _later = _share > 0 && !ReferenceEquals(earlier, later) ? later : null;
    }

    /// <summary>Names parts and triangles; its vertices are those at the beginning of the way.</summary>
    public Mesh Mesh { get; }

    /// <summary>A box around the whole way.</summary>
    public Box3 Bounds => _later is null ? Mesh.Bounds : Mesh.Bounds.Include(_later.Bounds);

    public Vector3 Position(int vertex) =>
        _later is null ? Mesh.Positions[vertex] : StrictVector.Lerp(Mesh.Positions[vertex], _later.Positions[vertex], _share);

    /// <summary>A corner of a triangle.</summary>
    /// <param name="corner">0 to 2.</param>
    public Double3 Corner(int triangle, int corner) => Double3.From(Position(Mesh.Indices[3 * triangle + corner]));

    /// <summary>Unit normal of a triangle by the order of its corners; null where it has no area.</summary>
    public Double3 FlatNormal(int triangle)
    {
        Double3 a = Corner(triangle, 0);
        return Double3.Cross(Corner(triangle, 1) - a, Corner(triangle, 2) - a).Normalized();
    }

    /// <summary>
    /// Weights of a triangle's corners whose mean is the point of its plane nearest to a point (Ericson 2005, Real-Time Collision Detection, 3.4);
    /// they name a point of the surface whatever its shape becomes.
    /// </summary>
    public Double3 WeightsOf(int triangle, Double3 point)
    {
        Double3 a = Corner(triangle, 0);
        Double3 e1 = Corner(triangle, 1) - a;
        Double3 e2 = Corner(triangle, 2) - a;
        Double3 normal = Double3.Cross(e1, e2);
        double squared = normal.LengthSquared;
        if (squared == 0)
        {
            return Double3.UnitX;
        }

        double u = Double3.Dot(Double3.Cross(point - a, e2), normal) / squared;
        double v = Double3.Dot(Double3.Cross(e1, point - a), normal) / squared;
        return new Double3(1 - u - v, u, v);
    }

    /// <summary>The surface point that <see cref="WeightsOf"/> names.</summary>
    public Double3 PointAt(int triangle, Double3 weights) =>
        Corner(triangle, 0) * weights.X + Corner(triangle, 1) * weights.Y + Corner(triangle, 2) * weights.Z;

    /// <summary>All vertices as a mesh; the mesh itself where it is not on the way.</summary>
    public Mesh ToMesh()
    {
        if (_later is null)
        {
            return Mesh;
        }

        Vector3[] positions = new Vector3[Mesh.Positions.Length];
        Vector3[] normals = new Vector3[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = Position(i);
            Double3 normal = Double3.From(StrictVector.Lerp(Mesh.Normals[i], _later.Normals[i], _share)).Normalized();
            normals[i] = normal == Double3.Zero ? Mesh.Normals[i] : normal.ToSingle();
        }

        return Mesh.Reshaped(positions, normals);
    }
}
