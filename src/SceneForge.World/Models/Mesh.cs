using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>
/// Triangles in a frame of their own, metres. Front faces are counter-clockwise; every triangle is seen from both sides.
/// Meshes are shared by reference: renderers upload and index each once. Treat the arrays as read-only.
/// </summary>
public sealed class Mesh
{
    /// <param name="positions">Vertices.</param>
    /// <param name="normals">Shading normals, one a vertex, unit length.</param>
    /// <param name="texCoords">Texture coordinates, one a vertex, in the unit that the materials' maps name.</param>
    /// <param name="indices">Three a triangle.</param>
    /// <param name="parts">Consecutive ranges of triangles that cover all of them.</param>
    /// <param name="texCoords2">A second set of texture coordinates, one a vertex, or null.</param>
    /// <param name="colors">Linear RGBA in [0, 1], one a vertex, or null: RGB multiplies the material's colour.</param>
    public Mesh(string name, Vector3[] positions, Vector3[] normals, Vector2[] texCoords, int[] indices, MeshPart[] parts,
        Vector2[]? texCoords2 = null, Vector4[]? colors = null)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(parts);
        if (normals.Length != positions.Length || texCoords.Length != positions.Length || indices.Length % 3 != 0
            || (texCoords2 ?? texCoords).Length != positions.Length || (colors is not null && colors.Length != positions.Length))
        {
            throw new ArgumentException($"Mesh '{name}' has arrays of different lengths.");
        }

        int next = 0;
        foreach (MeshPart part in parts)
        {
            if (part.FirstTriangle != next || part.TriangleCount < 0)
            {
                throw new ArgumentException($"Mesh '{name}': part '{part.Name}' does not follow the one before it.");
            }

            next += part.TriangleCount;
        }

        if (next != indices.Length / 3)
        {
            throw new ArgumentException($"Mesh '{name}': its parts cover {next} of {indices.Length / 3} triangles.");
        }

        Name = name;
        Positions = positions;
        Normals = normals;
        TexCoords = texCoords;
        TexCoords2 = texCoords2;
        Colors = colors;
        Indices = indices;
        Parts = parts;
        Box3 box = Box3.Empty;
        foreach (Vector3 position in positions)
        {
            box = box.Include(Double3.From(position));
        }

        Bounds = box;
    }

    // Everything but the shape is the other mesh's.
    private Mesh(Mesh rest, Vector3[] positions, Vector3[] normals, bool isReshaped)
        : this(rest.Name, positions, normals, rest.TexCoords, rest.Indices, rest.Parts, rest.TexCoords2, rest.Colors)
    {
        IsReshaped = isReshaped;
    }

    public string Name { get; }

    public Vector3[] Positions { get; }

    public Vector3[] Normals { get; }

    public Vector2[] TexCoords { get; }

    public Vector2[]? TexCoords2 { get; }

    /// <summary>Linear RGBA.</summary>
    public Vector4[]? Colors { get; }

    public int[] Indices { get; }

    public MeshPart[] Parts { get; }

    public Box3 Bounds { get; }

    /// <summary>
    /// Whether another mesh's vertices were moved to make this one, which lives no longer than the instant that it shows: nothing is kept by it.
    /// </summary>
    public bool IsReshaped { get; }

    public int TriangleCount => Indices.Length / 3;

    /// <summary>The same triangles, parts and surface coordinates with other vertices.</summary>
    /// <param name="positions">As many as there are.</param>
    /// <param name="normals">Unit length.</param>
    public Mesh Reshaped(Vector3[] positions, Vector3[] normals)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(normals);
        return positions.Length == Positions.Length
            ? new Mesh(this, positions, normals, isReshaped: true)
            : throw new ArgumentException($"Mesh '{Name}' has {Positions.Length} vertices, its new shape {positions.Length}.", nameof(positions));
    }

    /// <summary>The mesh as one that lasts: a shape that never changes again.</summary>
    public Mesh Lasting() => IsReshaped ? new Mesh(this, Positions, Normals, isReshaped: false) : this;

    /// <summary>Index of the part that a triangle belongs to.</summary>
    public int PartOf(int triangle)
    {
        int low = 0;
        int high = Parts.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Parts[middle].FirstTriangle <= triangle)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}

/// <summary>A range of a mesh's triangles with one name; the node that holds the mesh gives it a material.</summary>
/// <param name="Name">What it is, such as <c>glass</c> or <c>tyre</c>; part of the segment's name.</param>
public readonly record struct MeshPart(string Name, int FirstTriangle, int TriangleCount);
