using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Shapes of walls and slabs, in the world's axes from the outline's first corner.</summary>
internal static class WallShape
{
    private const double LeafThickness = 0.06;
    private const double PaneThickness = 0.02;

    private static readonly Material Leaf = BuildingMaterials.Paint(new Vector3(0.20f, 0.24f, 0.30f), 0.5f) with { Name = "door_leaf" };

    /// <summary>One side of an outline with its openings; its ends are mitred where walls meet.</summary>
    /// <param name="material">Of the wall.</param>
    public static Model Wall(string name, WallsSpec walls, int side, Material material)
    {
        (Double3 a, Double3 b) = (Corner(walls, side), Corner(walls, side + 1));
        Double3 along = (b - a).Normalized();
        Double3 left = new(-along.Y, along.X, 0);
        double length = (b - a).Length;
        MeshBuilder mesh = new();
        Outline ends = new(Miter(walls, side), Miter(walls, side + 1), walls.Thickness / 2, length);
        double from = double.NegativeInfinity;
        foreach (WallOpening hole in walls.Openings.Where(o => o.Wall == side).OrderBy(o => o.At))
        {
            double start = hole.At - hole.Width / 2;
            double end = hole.At + hole.Width / 2;
            mesh.Part("wall", material);
            Piece(mesh, ends, from, start, 0, walls.Height);
            Piece(mesh, ends, start, end, 0, hole.Sill);
            Piece(mesh, ends, start, end, hole.Sill + hole.Height, walls.Height);
            Fill(mesh, hole, start, end);
            from = end;
        }

        mesh.Part("wall", material);
        Piece(mesh, ends, from, double.PositiveInfinity, 0, walls.Height);
        Pose place = new(a - Origin(walls), Rotation.FromAxes(along, left, Double3.UnitZ));
        return new Model { Name = name, Class = "wall", Nodes = [mesh.BuildNode("wall")], Articulation = new RigidArticulation(place) };
    }

    /// <summary>A slab over the outline, its top at <paramref name="top"/> over the base.</summary>
    public static Model Slab(string name, string @class, WallsSpec walls, double top, Material material, string part)
    {
        MeshBuilder mesh = new();
        mesh.Part(part, material);
        ImmutableArray<(double X, double Y)> outline = walls.Outline;
        Double3 P(int i, double z) => Corner(walls, i) - Origin(walls) + Double3.UnitZ * z;
        foreach (int[] t in EarClipping.Triangles(outline).Chunk(3))
        {
            Flat(mesh, P(t[0], top), P(t[1], top), P(t[2], top), Double3.UnitZ);
            Flat(mesh, P(t[0], top - walls.Slab), P(t[2], top - walls.Slab), P(t[1], top - walls.Slab), -Double3.UnitZ);
        }

        for (int i = 0; i < outline.Length; i++)
        {
            mesh.Quad(P(i, top - walls.Slab), P(i + 1, top - walls.Slab), P(i + 1, top), P(i, top));
        }

        return new Model { Name = name, Class = @class, Nodes = [mesh.BuildNode("slab")], Articulation = RigidArticulation.Single };
    }

    /// <summary>Where the models of an entry have their origin.</summary>
    public static Double3 Origin(WallsSpec walls) => new(walls.Outline[0].X, walls.Outline[0].Y, walls.Base);

    private static Double3 Corner(WallsSpec walls, int i)
    {
        (double x, double y) = walls.Outline[i % walls.Outline.Length];
        return new Double3(x, y, walls.Base);
    }

    // How far the faces run on beyond a corner for each metre of distance from the middle line: the tangent of half the turn there.
    private static double Miter(WallsSpec walls, int corner)
    {
        int n = walls.Outline.Length;
        bool isEnd = !walls.Closed && (corner == 0 || corner == n - 1);
        if (isEnd)
        {
            return 0;
        }

        Double3 into = (Corner(walls, corner) - Corner(walls, corner + n - 1)).Normalized();
        Double3 outOf = (Corner(walls, corner + 1) - Corner(walls, corner)).Normalized();
        double cross = into.X * outOf.Y - into.Y * outOf.X;
        // Very sharp corners are cut off at four times the wall's thickness.
        return Math.Clamp(cross / Math.Max(1e-6, 1 + Double3.Dot(into, outOf)), -4, 4);
    }

    /// <summary>A piece of a wall between two places along it and two heights; infinite places mean the mitred ends.</summary>
    private static void Piece(MeshBuilder mesh, Outline ends, double from, double to, double z0, double z1)
    {
        if (z1 - z0 < 1e-6 || to - from < 1e-6)
        {
            return;
        }

        bool isFirst = double.IsInfinity(from);
        bool isLast = double.IsInfinity(to);
        double h = ends.Half;
        // The inner face lies to the left of a counter-clockwise outline, where it is the shorter one of a convex corner.
        (double inner0, double outer0) = isFirst ? (ends.Start * h, -ends.Start * h) : (from, from);
        (double inner1, double outer1) = isLast ? (ends.Length - ends.End * h, ends.Length + ends.End * h) : (to, to);
        Double3 In(double x, double z) => new(x, h, z);
        Double3 Out(double x, double z) => new(x, -h, z);
        mesh.Quad(Out(outer0, z0), Out(outer1, z0), Out(outer1, z1), Out(outer0, z1), outer0, z0);
        mesh.Quad(In(inner1, z0), In(inner0, z0), In(inner0, z1), In(inner1, z1), -inner1, z0);
        mesh.Quad(Out(outer0, z1), Out(outer1, z1), In(inner1, z1), In(inner0, z1));
        mesh.Quad(In(inner0, z0), In(inner1, z0), Out(outer1, z0), Out(outer0, z0));
        mesh.Quad(In(inner0, z0), Out(outer0, z0), Out(outer0, z1), In(inner0, z1));
        mesh.Quad(Out(outer1, z0), In(inner1, z0), In(inner1, z1), Out(outer1, z1));
    }

    private static void Fill(MeshBuilder mesh, WallOpening hole, double start, double end)
    {
        if (hole.Filling == Filling.None)
        {
            return;
        }

        bool isDoor = hole.Filling == Filling.Door;
        double half = (isDoor ? LeafThickness : PaneThickness) / 2;
        mesh.Part(isDoor ? "door" : "glass", isDoor ? Leaf : BuildingMaterials.Glass);
        mesh.Box(new Double3(start, -half, hole.Sill), new Double3(end, half, hole.Sill + hole.Height));
    }

    // Texture coordinates along the world's axes, so that triangles of a floor carry one pattern.
    private static void Flat(MeshBuilder mesh, Double3 a, Double3 b, Double3 c, Double3 normal)
    {
        int ia = mesh.Vertex(a, normal, a.X, a.Y);
        int ib = mesh.Vertex(b, normal, b.X, b.Y);
        int ic = mesh.Vertex(c, normal, c.X, c.Y);
        mesh.Triangle(ia, ib, ic);
    }

    /// <summary>A wall's plan: how its ends are mitred, half its thickness, its length.</summary>
    private readonly record struct Outline(double Start, double End, double Half, double Length);
}
