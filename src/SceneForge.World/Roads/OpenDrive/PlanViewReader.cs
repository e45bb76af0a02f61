using System.Collections.Immutable;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Reads a road's <c>planView</c> and its profiles of height.</summary>
internal static class PlanViewReader
{
    private const double MaxLength = 1e6;
    private const double MaxTurn = 1000;
    private const double GapNoted = 0.01;

    // Editors leave elements of rounding size behind; they carry no road.
    private const double Shortest = 1e-7;

    /// <summary>Whether a road states no length and has none: editors leave such roads behind.</summary>
    public static bool IsEmpty(XodrElement road) =>
        Math.Abs(road.Number("length", 1)) < Shortest
            && (road.Child("planView")?.Children("geometry") ?? []).All(g => Math.Abs(g.Number("length", 1)) < Shortest);

    public static ReferenceLine ReadLine(XodrElement road)
    {
        List<PlanCurve> curves = [];
        double end = 0;
        foreach (XodrElement geometry in road.RequiredChild("planView").Children("geometry"))
        {
            double s = geometry.NumberFrom(0, "s");
            double length = geometry.NumberFrom(0, "length");
            if (length > MaxLength)
            {
                throw geometry.ErrorAt("length", $"A geometry of {XodrElement.Show(length)} m is longer than {XodrElement.Show(MaxLength)} m.",
                    "Split the road.");
            }

            if (length < Shortest)
            {
                geometry.Warn("The geometry has no length and is left out.");
                continue;
            }

            if (Math.Abs(s - end) > 0.1)
            {
                throw geometry.ErrorAt("s", $"The geometry starts at s = {XodrElement.Show(s)} but the one before ends at {XodrElement.Show(end)}.",
                    "Let each geometry start where the one before ends, the first at 0.");
            }

            PlanCurve curve = ReadCurve(geometry, end, length);
            NoteGap(geometry, curves, curve);
            curves.Add(curve);
            end += length;
        }

        if (curves.Count == 0)
        {
            throw road.RequiredChild("planView").Error("The road has no geometry of any length.",
                "Add a <geometry> with a <line length=\"...\"> or curve.");
        }

        double stated = road.NumberFrom(0, "length");
        if (stated < Shortest)
        {
            throw road.ErrorAt("length", "The road has no length.", "Give the sum of its geometries' lengths.");
        }

        if (Math.Abs(stated - end) > 0.1)
        {
            road.Warn($"The road states a length of {XodrElement.Show(stated)} m, its geometries have {XodrElement.Show(end)} m; the latter is "
                + "taken.");
        }

        return new ReferenceLine([.. curves]);
    }

    public static CubicProfile ReadProfile(IEnumerable<XodrElement> elements, string place = "s", double from = 0)
    {
        List<CubicPiece> pieces = [];
        foreach (XodrElement element in elements)
        {
            double s = from + element.Number(place);
            if (pieces.Count > 0 && s < pieces[^1].S && s >= pieces[^1].S - XodrElement.Rounding)
            {
                element.Warn($"'{place}' goes back by less than a millimetre; the later element holds.");
                s = pieces[^1].S;
            }

            if (pieces.Count > 0 && s < pieces[^1].S)
            {
                throw element.ErrorAt(place, $"'{place}' goes back behind the element before.", "Order the elements by their place.");
            }

            if (pieces.Count > 0 && s == pieces[^1].S)
            {
                // The later one holds; the earlier has no extent.
                pieces.RemoveAt(pieces.Count - 1);
            }

            pieces.Add(new CubicPiece(s, ReadCubic(element)));
        }

        return pieces.Count == 0 ? CubicProfile.Zero : new CubicProfile([.. pieces]);
    }

    public static LateralShape ReadShape(XodrElement? lateral)
    {
        List<(double S, List<CubicPiece> Pieces)> stations = [];
        foreach (XodrElement shape in lateral?.Children("shape") ?? [])
        {
            double s = shape.NumberFrom(0, "s");
            double t = shape.Number("t");
            // Where two lane sections meet, a cross section may stand for each of them: the first holds before, the second behind.
            bool again = stations.Count > 0 && s == stations[^1].S && stations[^1].Pieces.Count > 1 && t <= stations[^1].Pieces[0].S;
            if (stations.Count == 0 || s > stations[^1].S || again)
            {
                stations.Add((s, []));
            }
            else if (s < stations[^1].S || t <= stations[^1].Pieces[^1].S)
            {
                throw shape.Error("Shapes are out of order.", "Order them by s, then by t.");
            }

            stations[^1].Pieces.Add(new CubicPiece(t, ReadCubic(shape)));
        }

        return stations.Count == 0
            ? LateralShape.Flat
            : new LateralShape([.. stations.Select(x => new ShapeStation(x.S, [.. x.Pieces]))]);
    }

    private static Cubic ReadCubic(XodrElement e) => new(e.Number("a"), e.Number("b"), e.Number("c"), e.Number("d"));

    private static PlanCurve ReadCurve(XodrElement geometry, double s, double length)
    {
        double x = geometry.Number("x");
        double y = geometry.Number("y");
        double heading = geometry.Number("hdg");
        if (Math.Abs(heading) > MaxTurn)
        {
            throw geometry.ErrorAt("hdg", $"The heading is {XodrElement.Show(heading)} rad.", "Give radians, best within -pi to pi.");
        }

        foreach (XodrElement kind in geometry.Children())
        {
            switch (kind.Name)
            {
                case "line":
                    return new ArcCurve(s, length, x, y, heading, 0);
                case "arc":
                    return new ArcCurve(s, length, x, y, heading, Curvature(kind, "curvature", length));
                case "spiral":
                    return new SpiralCurve(s, length, x, y, heading, Curvature(kind, "curvStart", length), Curvature(kind, "curvEnd", length));
                case "poly3":
                    Cubic ordinate = ReadCubic(kind);
                    CheckBend(kind, ordinate, length);
                    return new PolynomialCurve(s, length, x, y, heading, new Cubic(0, 1, 0, 0), ordinate, PolynomialParameter.Abscissa);
                case "paramPoly3":
                    return ReadParametric(kind, s, length, x, y, heading);
                default:
                    break;
            }
        }

        throw geometry.Error("The geometry has no line, arc, spiral, poly3 or paramPoly3.", "Add one of them.");
    }

    private static PolynomialCurve ReadParametric(XodrElement kind, double s, double length, double x, double y, double heading)
    {
        Cubic u = new(kind.Number("aU"), kind.Number("bU"), kind.Number("cU"), kind.Number("dU"));
        Cubic v = new(kind.Number("aV"), kind.Number("bV"), kind.Number("cV"), kind.Number("dV"));
        string range = kind.Text("pRange") ?? "normalized";
        bool normalized = range switch
        {
            "normalized" => true,
            "arcLength" => false,
            _ => throw kind.ErrorAt("pRange", $"'{range}' is no parameter range.", "Write arcLength or normalized."),
        };
        double top = normalized ? 1 : length;
        CheckBend(kind, u, top);
        CheckBend(kind, v, top);
        double middle = top / 2;
        if (Math.Abs(u.Slope(middle)) + Math.Abs(v.Slope(middle)) < 1e-9)
        {
            throw kind.Error("The polynomial stays on one point.", "Give bU, as a rule 1 (arcLength) or the length (normalized).");
        }

        PolynomialCurve curve = new(s, length, x, y, heading, u, v, normalized ? PolynomialParameter.Normalized : PolynomialParameter.Distance);
        if (!(curve.LengthRatio is > 0.5 and < 2))
        {
            throw kind.Error($"The curve is {XodrElement.Show(curve.LengthRatio)} times as long as the geometry states.",
                "Correct the length or the coefficients.");
        }

        if (Math.Abs(curve.LengthRatio - 1) > 0.01)
        {
            kind.Warn($"The curve is {XodrElement.Show(curve.LengthRatio)} times as long as the geometry states; places on it are scaled.");
        }

        return curve;
    }

    // A coefficient that throws the curve kilometres off within its own length is an error of the file, not a road.
    private static void CheckBend(XodrElement kind, Cubic cubic, double top)
    {
        double reach = Math.Abs(cubic.B) * top + Math.Abs(cubic.C) * top * top + Math.Abs(cubic.D) * top * top * top;
        if (reach > MaxLength)
        {
            throw kind.Error($"The polynomial reaches {XodrElement.Show(reach)} m.", "Check its coefficients and its parameter range.");
        }
    }

    private static double Curvature(XodrElement kind, string attribute, double length)
    {
        double curvature = kind.Number(attribute);
        return Math.Abs(curvature) * length <= MaxTurn
            ? curvature
            : throw kind.ErrorAt(attribute, $"A curvature of {XodrElement.Show(curvature)} 1/m turns more than {XodrElement.Show(MaxTurn)} rad.",
                "Give 1/m: one over the radius.");
    }

    private static void NoteGap(XodrElement geometry, List<PlanCurve> before, PlanCurve curve)
    {
        if (before.Count == 0)
        {
            return;
        }

        PlanPoint end = before[^1].At(before[^1].Length);
        PlanPoint start = curve.At(0);
        double gap = Math.Sqrt((end.X - start.X) * (end.X - start.X) + (end.Y - start.Y) * (end.Y - start.Y));
        if (gap > 1)
        {
            throw geometry.Error($"The geometry starts {XodrElement.Show(gap)} m away from the end of the one before.",
                "Correct x, y, hdg or the length before.");
        }

        if (gap > GapNoted)
        {
            geometry.Warn($"The geometry starts {XodrElement.Show(gap)} m away from the end of the one before.");
        }
    }
}
