using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Reads an entry of <c>walls</c>.</summary>
internal static class WallsReader
{
    private const double ShortestSide = 0.05;

    public static WallsSpec Read(JsonNode node, SceneReading reading)
    {
        JsonNode outlineNode = node.Get("outline");
        ImmutableArray<(double X, double Y)> outline = [.. outlineNode.Items().Select(SceneReading.ReadPoint)];
        bool closed = node.Find("closed")?.AsBoolean() ?? true;
        CheckOutline(outlineNode, outline, closed);
        if (closed && EarClipping.DoubleArea(outline) < 0)
        {
            throw outlineNode.Fail("The outline runs clockwise.", "Give its corners counter-clockwise seen from above.");
        }

        double height = node.Find("height")?.AsNumber(0, 200) ?? 0;
        JsonNode? floor = node.Find("floor");
        JsonNode? ceiling = node.Find("ceiling");
        if (!closed && (floor ?? ceiling) is { } needless)
        {
            throw needless.Fail("Only a closed outline has a floor or a ceiling.", "Remove it, or \"closed\".");
        }

        WallsSpec walls = new(
            node,
            reading.ReadName(node) ?? "walls",
            outline,
            closed,
            node.Find("z")?.AsNumber(-1000, 10_000) ?? 0,
            height,
            node.Find("thickness")?.AsNumber(0.02, 5) ?? 0.2,
            node.Find("material")?.AsChoice([.. MaterialNames.All]) ?? "render_white",
            floor is null ? null : reading.Surfaces.Name(floor),
            node.Find("slab")?.AsNumber(0.01, 5) ?? 0.25,
            ceiling?.AsBoolean() ?? false,
            node.Find("ceiling_material")?.AsChoice([.. MaterialNames.All]) ?? "cladding_white",
            [.. (node.Find("openings")?.Items() ?? []).Select(n => ReadOpening(n, outline, closed, height))]);
        node.Finish();
        if (height == 0 && walls.Floor is null)
        {
            throw node.Fail("The entry has neither walls nor a floor.", "Give a \"height\" above 0, or name a surface as \"floor\".");
        }

        CheckOverlaps(walls);
        return walls;
    }

    private static void CheckOutline(JsonNode node, ImmutableArray<(double X, double Y)> outline, bool closed)
    {
        if (outline.Length < (closed ? 3 : 2))
        {
            throw node.Fail($"The outline has {outline.Length} corners.", closed ? "Give at least three." : "Give at least two.");
        }

        for (int i = 0; i + (closed ? 0 : 1) < outline.Length; i++)
        {
            if (Length(outline, i) < ShortestSide)
            {
                throw node.Fail($"Corners {i} and {(i + 1) % outline.Length} fall together.", "Remove one of them.");
            }
        }

        if (closed && EarClipping.Crosses(outline))
        {
            throw node.Fail("The outline crosses itself.", "Order its corners along the walls.");
        }
    }

    private static WallOpening ReadOpening(JsonNode node, ImmutableArray<(double X, double Y)> outline, bool closed, double height)
    {
        int wall = node.Get("wall").AsInteger(0, outline.Length - (closed ? 1 : 2));
        double length = Length(outline, wall);
        WallOpening opening = new(
            wall,
            node.Get("at").AsNumber(0, length),
            node.Get("width").AsNumber(0.05, length),
            node.Find("sill")?.AsNumber(0, height) ?? 0,
            node.Get("height").AsNumber(0.05, height),
            node.Find("filling")?.AsChoice("none", "door", "glass") switch
            {
                "door" => Filling.Door,
                "glass" => Filling.Glass,
                _ => Filling.None,
            });
        node.Finish();
        if (opening.At - opening.Width / 2 < 0 || opening.At + opening.Width / 2 > length)
        {
            throw node.Get("at").Fail(FormattableString.Invariant($"The opening reaches beyond its wall of {length:0.###} m."),
                "Move it, or make it narrower.");
        }

        return opening.Sill + opening.Height <= height
            ? opening
            : throw node.Get("height").Fail(FormattableString.Invariant($"The opening reaches beyond the wall's height of {height} m."),
                "Lower its \"sill\" or its \"height\".");
    }

    private static void CheckOverlaps(WallsSpec walls)
    {
        WallOpening[] sorted = [.. walls.Openings.OrderBy(o => o.Wall).ThenBy(o => o.At)];
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            if (sorted[i].Wall == sorted[i + 1].Wall && sorted[i].At + sorted[i].Width / 2 > sorted[i + 1].At - sorted[i + 1].Width / 2)
            {
                throw walls.Node.Get("openings").Fail($"Two openings of wall {sorted[i].Wall} overlap.", "Move one of them along the wall.");
            }
        }
    }

    /// <summary>Of a side of an outline, metres.</summary>
    public static double Length(ImmutableArray<(double X, double Y)> outline, int side)
    {
        (double x0, double y0) = outline[side];
        (double x1, double y1) = outline[(side + 1) % outline.Length];
        return Math.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    }
}
