using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using SceneForge.Sensors.Appearance;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>
/// The constants of <c>Sensors/Appearance</c> as GLSL, so that no number of a picture's look is written twice: <c>FilmicCurve.Gain</c> is
/// <c>FILMIC_CURVE_GAIN</c>. Only what a shader names is handed to it.
/// </summary>
internal static class AppearanceDefines
{
    private static readonly Dictionary<string, string> Constants = typeof(Exposure).Assembly.GetExportedTypes()
        .Where(t => t.Namespace == typeof(Exposure).Namespace)
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .ToDictionary(f => NameOf(f.DeclaringType!.Name) + "_" + NameOf(f.Name), f => Literal(f.GetValue(null)!), StringComparer.Ordinal);

    /// <summary>Declarations of the constants that a source names.</summary>
    public static string For(string source)
    {
        StringBuilder text = new();
        foreach ((string name, string literal) in Constants.Where(c => source.Contains(c.Key, StringComparison.Ordinal)))
        {
            text.Append(CultureInfo.InvariantCulture, $"#define {name} {literal}\n");
        }

        return text.ToString();
    }

    // Words of a name are told apart by their capitals.
    private static string NameOf(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    private static string Literal(object value) => value switch
    {
        int number => number.ToString(CultureInfo.InvariantCulture),
        uint number => $"{number.ToString(CultureInfo.InvariantCulture)}u",
        float number => Number(number),
        double number => Number((float)number),
        Vector3 v => $"vec3({Number(v.X)}, {Number(v.Y)}, {Number(v.Z)})",
        Vector4 v => $"vec4({Number(v.X)}, {Number(v.Y)}, {Number(v.Z)}, {Number(v.W)})",
        _ => throw new InvalidOperationException($"No GLSL for a {value.GetType().Name}."),
    };

    // In brackets, since a minus may stand before it.
    private static string Number(float number) => $"({number.ToString("E8", CultureInfo.InvariantCulture)})";
}
