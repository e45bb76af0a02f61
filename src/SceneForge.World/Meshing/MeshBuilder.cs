using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Meshing;

/// <summary>
/// Collects triangles by part and makes a <see cref="Mesh"/> of them. Everything added is first taken through
/// <see cref="Placement"/>. Surface coordinates are metres. Shapes (boxes, lathes, lofts, ...) are extension methods beside it.
/// </summary>
public sealed class MeshBuilder
{
    private readonly List<PartBuffer> _parts = [];
    private PartBuffer? _current;

    /// <summary>Where the following vertices are put: mesh from local.</summary>
    public Pose Placement { get; set; } = Pose.Identity;

    /// <summary>Directs what follows into the part with this name and material, new or known.</summary>
    public MeshBuilder Part(string name, Material material)
    {
        _current = _parts.Find(p => p.Name == name && p.Material == material);
        if (_current is null)
        {
            _current = new PartBuffer(name, material);
            _parts.Add(_current);
        }

        return this;
    }

    /// <summary>Adds a vertex to the current part and returns its index there.</summary>
    /// <param name="normal">Any length above zero.</param>
    /// <param name="u">Along the surface, metres.</param>
    /// <param name="v">Across the surface, metres.</param>
    public int Vertex(Double3 position, Double3 normal, double u, double v)
    {
        PartBuffer part = Current();
        part.Positions.Add(Placement.Apply(position).ToSingle());
        part.Normals.Add(Placement.ApplyDirection(normal).Normalized().ToSingle());
        part.TexCoords.Add(new Vector2((float)u, (float)v));
        return part.Positions.Count - 1;
    }

    /// <summary>Adds a triangle of three vertices of the current part, counter-clockwise seen from its front.</summary>
    public void Triangle(int a, int b, int c)
    {
        PartBuffer part = Current();
        part.Indices.Add(a);
        part.Indices.Add(b);
        part.Indices.Add(c);
    }

    /// <summary>Adds a flat triangle with its own vertices; u runs along ab.</summary>
    public void FlatTriangle(Double3 a, Double3 b, Double3 c)
    {
        Double3 normal = Double3.Cross(b - a, c - a);
        if (normal.LengthSquared < 1e-20)
        {
            return;
        }

        Double3 along = (b - a).Normalized();
        Double3 across = Double3.Cross(normal.Normalized(), along);
        int ia = Vertex(a, normal, 0, 0);
        int ib = Vertex(b, normal, (b - a).Length, 0);
        int ic = Vertex(c, normal, Double3.Dot(c - a, along), Double3.Dot(c - a, across));
        Triangle(ia, ib, ic);
    }

    /// <summary>
    /// Adds a flat quadrilateral a b c d, counter-clockwise; u runs along ab, v along ad, from <paramref name="u0"/> and <paramref name="v0"/>.
    /// </summary>
    public void Quad(Double3 a, Double3 b, Double3 c, Double3 d, double u0 = 0, double v0 = 0)
    {
        Double3 normal = Double3.Cross(c - a, d - b);
        double width = (b - a).Length;
        double height = (d - a).Length;
        int ia = Vertex(a, normal, u0, v0);
        int ib = Vertex(b, normal, u0 + width, v0);
        int ic = Vertex(c, normal, u0 + width, v0 + height);
        int id = Vertex(d, normal, u0, v0 + height);
        Triangle(ia, ib, ic);
        Triangle(ia, ic, id);
    }

    /// <summary>
    /// Adds a smooth grid of rows x columns points; the front is where (next column) x (next row) points to.
    /// Normals are averaged over the neighbouring cells, also across the seam of a closed grid.
    /// </summary>
    /// <param name="point">Point at (row, column).</param>
    /// <param name="closed">Whether the last column joins the first.</param>
    public void Grid(int rows, int columns, Func<int, int, Double3> point, bool closed = false)
    {
        Double3[,] p = new Double3[rows, columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                p[r, c] = point(r, c);
            }
        }

        int edge = closed ? columns + 1 : columns;
        int[,] index = new int[rows, edge];
        double[] v = new double[edge];
        for (int r = 0; r < rows; r++)
        {
            double u = 0;
            for (int c = 0; c < edge; c++)
            {
                Double3 here = p[r, c % columns];
                u += c > 0 ? (here - p[r, c - 1]).Length : 0;
                v[c] += r > 0 ? (here - p[r - 1, c % columns]).Length : 0;
                Double3 left = p[r, closed ? (c % columns + columns - 1) % columns : Math.Max(0, c - 1)];
                Double3 right = p[r, closed ? (c + 1) % columns : Math.Min(columns - 1, c + 1)];
                Double3 down = p[Math.Max(0, r - 1), c % columns];
                Double3 up = p[Math.Min(rows - 1, r + 1), c % columns];
                Double3 normal = Double3.Cross(right - left, up - down);
                if (normal.LengthSquared < 1e-20)
                {
                    // A pole: the row's points fall together, so the neighbouring row gives the direction across.
                    int other = r == 0 ? Math.Min(1, rows - 1) : r - 1;
                    Double3 a = p[other, closed ? (c % columns + columns - 1) % columns : Math.Max(0, c - 1)];
                    Double3 b = p[other, closed ? (c + 1) % columns : Math.Min(columns - 1, c + 1)];
                    normal = Double3.Cross(b - a, up - down);
                }

                index[r, c] = Vertex(here, normal.LengthSquared < 1e-20 ? Double3.UnitZ : normal, u, v[c]);
            }
        }

        for (int r = 0; r + 1 < rows; r++)
        {
            for (int c = 0; c + 1 < edge; c++)
            {
                Cell(p, r, c, columns, index);
            }
        }
    }

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _parts.All(p => p.Indices.Count == 0);

    /// <summary>The mesh of all parts, and their materials in the parts' order.</summary>
    public (Mesh Mesh, ImmutableArray<Material> Materials) Build(string name)
    {
        PartBuffer[] filled = [.. _parts.Where(p => p.Indices.Count > 0)];
        List<int> indices = [];
        List<MeshPart> ranges = [];
        int firstVertex = 0;
        foreach (PartBuffer part in filled)
        {
            ranges.Add(new MeshPart(part.Name, indices.Count / 3, part.Indices.Count / 3));
            int offset = firstVertex;
            indices.AddRange(part.Indices.Select(i => i + offset));
            firstVertex += part.Positions.Count;
        }

        Mesh mesh = new(
            name,
            [.. filled.SelectMany(p => p.Positions)],
            [.. filled.SelectMany(p => p.Normals)],
            [.. filled.SelectMany(p => p.TexCoords)],
            [.. indices],
            [.. ranges]);
        return (mesh, [.. filled.Select(p => p.Material)]);
    }

    /// <summary>The built mesh as a node of a model.</summary>
    public ModelNode BuildNode(string name, bool inBody = true, string? @class = null)
    {
        (Mesh mesh, ImmutableArray<Material> materials) = Build(name);
        return new ModelNode(name, mesh, materials, inBody, @class);
    }

    private PartBuffer Current() => _current ?? throw new InvalidOperationException("Name a part before adding to it.");

    private void Cell(Double3[,] p, int r, int c, int columns, int[,] index)
    {
        int next = (c + 1) % columns;
        if ((p[r, c % columns] - p[r, next]).LengthSquared > 1e-16)
        {
            Triangle(index[r, c], index[r, c + 1], index[r + 1, c + 1]);
        }

        if ((p[r + 1, c % columns] - p[r + 1, next]).LengthSquared > 1e-16)
        {
            Triangle(index[r, c], index[r + 1, c + 1], index[r + 1, c]);
        }
    }

    private sealed class PartBuffer(string name, Material material)
    {
        public string Name { get; } = name;

        public Material Material { get; } = material;

        public List<Vector3> Positions { get; } = [];

        public List<Vector3> Normals { get; } = [];

        public List<Vector2> TexCoords { get; } = [];

        public List<int> Indices { get; } = [];
    }
}
