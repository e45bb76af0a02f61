using System.Text;

namespace SceneForge.Quality.Report;

/// <summary>Puts markup, style, script and data into one file.</summary>
internal static class ReportPage
{
    /// <param name="data">JSON whose "&lt;" are escaped, as Utf8JsonWriter does.</param>
    public static byte[] Build(ReadOnlySpan<byte> data)
    {
        StringBuilder page = new(Resource("page.html"));
        page.Replace("/*STYLE*/", Resource("page.css") + Resource("sweeps.css") + Resource("quality.css"));
        page.Replace("/*SCRIPT*/", Resource("page.js") + Resource("sweeps.js") + Resource("cloud.js") + Resource("orbit.js")
            + Resource("cloudview.js") + Resource("start.js") + Resource("quality.js"));
        page.Replace("/*DEPTH*/", Gradient(ColorScale.Depth));
        page.Replace("/*BRIGHT*/", Gradient(ColorScale.Bright));
        page.Replace("/*DATA*/", Encoding.UTF8.GetString(data));
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    // A legend's colours, from the table that the pictures use.
    private static string Gradient(Func<int, byte[]> scale)
    {
        const int stops = 12;
        byte[] colors = scale(stops);
        return string.Join(", ", Enumerable.Range(0, stops).Select(i => $"#{Convert.ToHexStringLower(colors, 3 * i, 3)}"));
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"report/{name}")
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
