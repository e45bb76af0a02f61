using System.Text;

namespace SceneForge.Quality.Report;

/// <summary>Puts markup, style, script and data into one file.</summary>
internal static class ReportPage
{
    private static readonly string[] Styles = ["page.css", "sweeps.css", "quality.css"];

    // The 3D view that the review's page has, too (src/PointCloudView), each module behind those that it imports from.
    private static readonly string[] CloudModules =
        ["orbit.js", "pointer.js", "lines.js", "palette.js", "point-set.js", "shaders.js", "view.js", "inflate.js"];

    private static readonly string[] Scripts =
    [
        "page.js", "drawing.js", "panels.js", "zoom.js", "keys.js", "sweeps.js", "picturepoints.js", "sweepview.js", "start.js", "quality.js",
    ];

    /// <param name="data">JSON whose "&lt;" are escaped, as Utf8JsonWriter does.</param>
    public static byte[] Build(ReadOnlySpan<byte> data)
    {
        StringBuilder page = new(Resource("page.html"));
        page.Replace("/*STYLE*/", string.Concat(Styles.Select(Resource)));
        string cloud = ScriptModules.Join([.. CloudModules.Select(m => Resource($"cloud/{m}"))]);
        page.Replace("/*SCRIPT*/", cloud + string.Concat(Scripts.Select(Resource)));
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
