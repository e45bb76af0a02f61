namespace SceneForge.Quality.Report;

/// <summary>
/// Colours for people. Scales run through OKLab (Ottosson 2020), so that equal steps look equal, and rise or fall in lightness
/// throughout, so that they also work without colour vision.
/// </summary>
internal static class ColorScale
{
    // Near to far: light to dark.
    private static readonly (byte R, byte G, byte B)[] DepthStops = [(255, 244, 184), (255, 196, 87), (246, 133, 60), (213, 73, 92), (148, 44, 127),
        (80, 36, 128), (32, 28, 84)];

    // Little to much, all of it bright enough for points on a dark ground.
    private static readonly (byte R, byte G, byte B)[] BrightStops =
        [(92, 80, 200), (45, 125, 225), (20, 170, 195), (60, 200, 130), (165, 215, 75), (250, 215, 90), (255, 244, 215)];

    /// <summary>RGB triples of <paramref name="count"/> colours for distance, near to far.</summary>
    public static byte[] Depth(int count) => Between(DepthStops, count);

    /// <summary>RGB triples of <paramref name="count"/> colours for points on a dark ground, little to much.</summary>
    public static byte[] Bright(int count) => Between(BrightStops, count);

    private static byte[] Between((byte R, byte G, byte B)[] stops, int count)
    {
        byte[] colors = new byte[3 * count];
        for (int i = 0; i < count; i++)
        {
            double at = (double)i / (count - 1) * (stops.Length - 1);
            int stop = Math.Min((int)at, stops.Length - 2);
            (double, double, double) a = ToOklab(stops[stop]);
            (double, double, double) b = ToOklab(stops[stop + 1]);
            double t = at - stop;
            Store(colors, i, a.Item1 + t * (b.Item1 - a.Item1), a.Item2 + t * (b.Item2 - a.Item2), a.Item3 + t * (b.Item3 - a.Item3));
        }

        return colors;
    }

    /// <summary>
    /// RGB triples of <paramref name="count"/> colours that neighbours in number tell apart: hues by the golden angle, three lightnesses.
    /// </summary>
    public static byte[] Distinct(int count)
    {
        byte[] colors = new byte[3 * count];
        for (int i = 0; i < count; i++)
        {
            double angle = i * 2.399963229728653;
            Store(colors, i, 0.82 - 0.14 * (i % 3), 0.13 * Math.Cos(angle), 0.13 * Math.Sin(angle));
        }

        return colors;
    }

    /// <summary>One colour of the direction wheel: hue by angle in radians, grey at strength 0, full colour at 1.</summary>
    public static (byte R, byte G, byte B) Wheel(double angle, double strength)
    {
        byte[] color = new byte[3];
        Store(color, 0, 0.97 - 0.22 * strength, 0.16 * strength * Math.Cos(angle), 0.16 * strength * Math.Sin(angle));
        return (color[0], color[1], color[2]);
    }

    private static (double L, double A, double B) ToOklab((byte R, byte G, byte B) c)
    {
        double r = Linear(c.R);
        double g = Linear(c.G);
        double b = Linear(c.B);
        double l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    private static void Store(byte[] colors, int index, double lightness, double a, double b)
    {
        double l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        colors[3 * index] = Encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        colors[3 * index + 1] = Encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        colors[3 * index + 2] = Encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static double Cube(double x) => x * x * x;

    private static double Linear(byte value) => value <= 10 ? value / 255.0 / 12.92 : Math.Pow((value / 255.0 + 0.055) / 1.055, 2.4);

    private static byte Encode(double linear)
    {
        double v = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055));
    }
}
