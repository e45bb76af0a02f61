namespace SceneForge.World.Meshing;

/// <summary>Capital letters and digits as strokes on a grid of 4 x 6 units, for signs and number plates.</summary>
public static class StrokeFont
{
    private const double Columns = 4;
    private const double Rows = 6;

    // Strokes are parted by spaces; each two digits are one point: column 0-4, row 0-6 from below. Closed strokes repeat their start.
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['0'] = "100105163645413010", ['1'] = "142620", ['2'] = "05163645440040", ['3'] = "05163645443323 334241301001", ['4'] = "303602 0242",
        ['5'] = "460603334241301001", ['6'] = "4536160501103041423303", ['7'] = "064610", ['8'] = "130405163645443313 13020110304142 4233",
            ['9'] = "0110304145361605041343",
        ['A'] = "002640 1232", ['B'] = "00063645443303 3342413000", ['C'] = "4536160501103041", ['D'] = "00063645413000", ['E'] = "46060040 0333",
        ['F'] = "460600 0333", ['G'] = "45361605011030414323", ['H'] = "0006 4046 0343", ['I'] = "2026", ['J'] = "4641301001",
        ['K'] = "0006 4602 1340", ['L'] = "060040", ['M'] = "0006224640", ['N'] = "00064046", ['O'] = "100105163645413010",
        ['P'] = "00063645443303", ['R'] = "00063645443303 2340", ['S'] = "453616050413334241301001", ['T'] = "0646 2620",
        ['U'] = "060110304146", ['V'] = "062046", ['W'] = "0610243046", ['X'] = "0046 0640", ['Y'] = "062346 2320", ['Z'] = "06460040",
    };

    public static bool Has(char glyph) => Glyphs.ContainsKey(glyph);

    /// <summary>Writes text in the plane x = <paramref name="x"/>, centred at (u, v); unknown characters leave a gap.</summary>
    /// <param name="height">Of the strokes' middles, metres.</param>
    /// <param name="aspect">Width of a glyph over its height.</param>
    /// <param name="weight">Width of the strokes, metres.</param>
    public static void Text(this MeshBuilder mesh, double x, double u, double v, string text, double height, double aspect, double weight)
    {
        ArgumentNullException.ThrowIfNull(text);
        double width = height * aspect;
        double advance = width + 2 * weight;
        double left = u - (advance * text.Length - 2 * weight) / 2;
        for (int i = 0; i < text.Length; i++)
        {
            if (!Glyphs.TryGetValue(text[i], out string? strokes))
            {
                continue;
            }

            foreach (string stroke in strokes.Split(' '))
            {
                (double U, double V)[] path = new (double, double)[stroke.Length / 2];
                for (int k = 0; k < path.Length; k++)
                {
                    path[k] = (left + advance * i + (stroke[2 * k] - '0') / Columns * width, v + ((stroke[2 * k + 1] - '0') / Rows - 0.5) * height);
                }

                mesh.Stroke(x, weight, path);
            }
        }
    }
}
