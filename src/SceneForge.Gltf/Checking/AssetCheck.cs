using System.Globalization;
using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Which version of glTF a file is written in, and needs at least.</summary>
internal static class AssetCheck
{
    public static void Check(JsonNode asset)
    {
        (int major, int minor) = Version(asset.Get("version"));
        if (major != 2)
        {
            throw asset.Get("version").Fail($"glTF {major}.{minor} is not read.", "Convert the file to glTF 2.0.");
        }

        if (asset.Find("minVersion") is { } node)
        {
            (int least, int leastMinor) = Version(node);
            if (least != 2 || leastMinor > minor || leastMinor > 0)
            {
                throw node.Fail($"The file needs a reader of glTF {least}.{leastMinor}; this one reads 2.0.", "Export the file as glTF 2.0.");
            }
        }
    }

    private static (int Major, int Minor) Version(JsonNode node)
    {
        string[] parts = node.AsString().Split('.');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            ? (major, minor)
            : throw node.Fail("This is no version.", "Write \"2.0\".");
    }
}
