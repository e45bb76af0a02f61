using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Guessing;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.OpenMaterial;

/// <summary>
/// ASAM OpenMATERIAL 3D 1.x beside a model: what its asset file (.xoma) says fills a description, and node names of the standard tell the rest.
/// Models look along x there, z up, which glTF files store with y up.
/// </summary>
public static class OpenMaterialReader
{
    private const string Extension = ".xoma";

    private static readonly Dictionary<string, string> VehicleClasses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["car"] = "car",
        ["van"] = "van",
        ["truck"] = "truck",
        ["semitrailer"] = "truck",
        ["trailer"] = "truck",
        ["bus"] = "bus",
        ["motorbike"] = "motorcycle",
        ["bicycle"] = "bicycle",
    };

    /// <summary>Files of the standard in a model's folder.</summary>
    public static IEnumerable<string> FilesBeside(string model) => !File.Exists(Path.ChangeExtension(model, Extension))
        ? []
        : Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(model))!, "*.xom*").Order(StringComparer.Ordinal);

    /// <returns>What the files say; null where there is no asset file of the model's name.</returns>
    /// <exception cref="InputException">A file is broken.</exception>
    public static GuessedDescription? Read(string model)
    {
        string file = Path.ChangeExtension(model, Extension);
        if (!File.Exists(file))
        {
            return null;
        }

        JsonNode root = JsonFile.Read(file);
        JsonNode metadata = root.Get("metadata");
        FileFrame frame = new("+y", "+x");
        ImportedModel imported = GltfReader.Read(model, frame);
        List<string> understood = [];
        string? @class = ClassOf(metadata, understood);
        CheckBox(metadata, imported.Bounds, understood);
        ImmutableArray<WheelRule> wheels = StandardNodes.Wheels(imported, metadata);
        understood.AddRange(wheels.Select(w => $"wheel {w.Node}: a node of the standard{(w.Steers ? ", steers" : "")}{(w.Rolls ? ", rolls" : "")}"));
        ImmutableArray<LampRule> lamps = StandardNodes.Lamps(imported, root);
        understood.AddRange(lamps.Select(l =>
            $"lamp {AssetDescriptionReader.ChannelName(l.Channel)}: {string.Join(", ", l.Nodes.Concat(l.Materials))}"));
        ImmutableArray<(string Material, Infrared Infrared)> infrared = [.. MaterialTables.Read(file, root, understood)];
        string? licence = metadata.Find("license")?.AsString();
        if (licence is not null)
        {
            understood.Add($"licence {licence}");
        }

        return new GuessedDescription
        {
            Model = Path.GetFileName(model),
            Class = @class,
            Frame = frame,
            Wheels = wheels,
            Lamps = lamps,
            Infrared = infrared,
            Licence = licence,
            Understood = [.. understood],
        };
    }

    private static string? ClassOf(JsonNode metadata, List<string> understood)
    {
        string? @class = metadata.Find("objectClass")?.AsString() switch
        {
            "vehicle" => metadata.Find("vehicleClassData")?.Find("vehicleCategory") is { } category
                ? VehicleClasses.GetValueOrDefault(category.AsString())
                : "car",
            "human" => "pedestrian",
            "animal" => "animal",
            "vegetation" => "vegetation",
            _ => null,
        };
        if (@class is not null)
        {
            understood.Add($"class {@class}: the file's object class");
        }

        return @class;
    }

    private static void CheckBox(JsonNode metadata, Box3 own, List<string> understood)
    {
        if (metadata.Find("boundingBox") is not { } box)
        {
            return;
        }

        double End(string axis, int end) => box.Get(axis).Items() is { Count: 2 } ends
            ? ends[end].AsNumber()
            : throw box.Get(axis).Fail("A side of the box has two ends.", "Write [least, greatest].");
        Double3 Side(int end) => new(End("x", end), End("y", end), End("z", end));
        double apart = Math.Max((Side(0) - own.Min).Length, (Side(1) - own.Max).Length);
        string metres = apart.ToString("0.###", CultureInfo.InvariantCulture);
        understood.Add(apart < 0.1
            ? $"bounding box: as the file says, within {metres} m"
            : $"bounding box: {metres} m from what the file says; the model's own counts");
    }
}
