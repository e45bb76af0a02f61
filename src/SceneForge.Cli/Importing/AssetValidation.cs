using System.Globalization;
using SceneForge.Gltf;
using SceneForge.Gltf.Assets;
using SceneForge.Gltf.Descriptions;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Importing;

/// <summary>Checks an asset's description with its model.</summary>
internal static class AssetValidation
{
    /// <returns>What it is, in a few words.</returns>
    /// <exception cref="Base.Input.InputException">The description or the model is wrong.</exception>
    public static string Check(string file)
    {
        AssetDescription description = AssetDescriptionReader.Read(file);
        if (ImportTarget.TaxonomyAbove(file) is { } taxonomy)
        {
            DescriptionCheck.RequireClasses(description, [.. Taxonomy.Read(taxonomy).Classes.Select(c => c.Name)]);
        }

        Model model = AssetModelMaker.Make(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))!,
            GltfReader.Read(description.ModelPath, description.Frame, description.Gaits), description);
        Base.Geometry.Double3 size = model.BodyBox(default).Size;
        return string.Create(CultureInfo.InvariantCulture, $"an asset of class {model.Class}, {size.X:0.##} x {size.Y:0.##} x {size.Z:0.##} m, ")
            + $"{model.Nodes.Sum(n => n.Mesh.TriangleCount)} triangles, {description.Wheels.Count(w => w.Rolls)} wheels, {description.Lamps.Length} "
            + "kinds of lamps";
    }
}
