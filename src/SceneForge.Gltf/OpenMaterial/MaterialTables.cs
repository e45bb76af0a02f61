using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.World.Models;

namespace SceneForge.Gltf.OpenMaterial;

/// <summary>
/// Reflectance for LiDARs from an asset's material mapping (.xomm), its materials (.xomp) and their tables of reflection (.xompt): rows of wavelength
/// in metres, angles of incidence, reflection and azimuth in radians, and reflection per steradian with the cosine of incidence in it.
/// </summary>
internal static class MaterialTables
{
    // Beyond this angle from the normal the cosine is too small to divide by.
    private const double Grazing = 1.565;

    public static IEnumerable<(string Material, Infrared Infrared)> Read(string asset, JsonNode root, List<string> understood)
    {
        if (root.Find("materialMappingUri") is not { } mappingUri)
        {
            yield break;
        }

        string mappingFile = Beside(asset, mappingUri);
        foreach (JsonNode entry in JsonFile.Read(mappingFile).Get("materialMapping").Items())
        {
            IReadOnlyList<JsonNode> parts = entry.Items();
            if (parts.Count < 2)
            {
                throw entry.Fail("An entry names a material of the model and a file.", "Write [\"material\", \"file.xomp\", \"name\"].");
            }

            string material = parts[0].AsString();
            if (Reflectance(Beside(mappingFile, parts[1])) is { } infrared)
            {
                understood.Add(string.Create(CultureInfo.InvariantCulture,
                    $"material {material}: reflectance {infrared.Near:0.####} near 900 nm, from its tables"));
                yield return (material, infrared);
            }
            else
            {
                understood.Add($"material {material}: its tables say nothing of a LiDAR's light");
            }
        }
    }

    /// <summary>Diffuse reflectance of a material by its tables for LiDARs; null where it has none.</summary>
    public static Infrared? Reflectance(string materialFile)
    {
        JsonNode properties = JsonFile.Read(materialFile).Get("materialProperties");
        List<(double Wavelength, double Reflectance)> found = [];
        foreach (JsonNode uri in properties.Find("brdfUris")?.Items() ?? [])
        {
            JsonNode table = JsonFile.Read(Beside(materialFile, uri));
            if (table.Get("metadata").Find("typicalSensorTechnology")?.AsString() == "lidar")
            {
                found.AddRange(Rows(table.Get("brdf").Get("lookupTable")));
            }
        }

        double? At(double nanometres) => found.Count == 0
            ? null
            : found.Where(f => Math.Abs(f.Wavelength * 1e9 - nanometres) < 100).Select(f => (double?)f.Reflectance).FirstOrDefault();
        (double? near, double? far) = (At(905), At(1550));
        return near is null && far is null ? null : new Infrared(near ?? far!.Value, far ?? near!.Value);
    }

    // What comes straight back to a LiDAR: reflected where it came from. The middle value of all angles, pi L / cos.
    private static IEnumerable<(double Wavelength, double Reflectance)> Rows(JsonNode table)
    {
        List<(double Wavelength, double Reflectance)> back = [];
        foreach (JsonNode row in table.Items())
        {
            IReadOnlyList<JsonNode> n = row.Items();
            if (n.Count != 5)
            {
                throw row.Fail($"A row has five numbers, this one {n.Count}.", "Write [wavelength, incidence, reflection, azimuth, value].");
            }

            double incidence = n[1].AsNumber(0, 1.5708);
            if (incidence < Grazing && Math.Abs(incidence - n[2].AsNumber()) < 0.02)
            {
                back.Add((n[0].AsNumber(1e-7, 1e-4), Math.PI * n[4].AsNumber(0) / StrictMath.Cos(incidence)));
            }
        }

        return back.GroupBy(b => b.Wavelength).Select(g => (g.Key, Math.Min(1, g.Select(b => b.Reflectance).Order().ElementAt(g.Count() / 2))));
    }

    private static string Beside(string file, JsonNode uri)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string path = Path.GetFullPath(Path.Combine(folder, uri.AsString()));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
            ? path
            : throw uri.Fail($"\"{NearestName.Shorten(uri.AsString())}\" is no file beside this one.", "Put it there, or correct the name.");
    }
}
