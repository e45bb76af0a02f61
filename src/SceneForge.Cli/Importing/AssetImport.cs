using SceneForge.Gltf;
using SceneForge.Gltf.Assets;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Guessing;
using SceneForge.Gltf.Models;
using SceneForge.Gltf.OpenMaterial;
using SceneForge.World.Models;

namespace SceneForge.Cli.Importing;

/// <summary>Makes an asset's folder of a model file.</summary>
internal static class AssetImport
{
    /// <summary>Stands in where nothing tells of a class.</summary>
    public const string NoClass = "bin";

    /// <summary>Copies a model into a folder and describes it.</summary>
    /// <param name="inPlace">Whether the origin stays where the file has it, for pieces of scenes.</param>
    public static (AssetDescription Description, GuessedDescription Guess) Describe(ImportTarget target, string file, string folder, bool inPlace)
    {
        string from = Path.GetDirectoryName(Path.GetFullPath(file))!;
        ImportedModel first = GltfReader.Read(file, FileFrame.Gltf);
        ImportTarget.Copy(first.Files, from, folder);
        foreach (string licence in Directory.EnumerateFiles(from, "LICEN?E*").Order(StringComparer.Ordinal))
        {
            ImportTarget.Copy([licence], from, folder);
        }

        string copy = Path.Combine(folder, Path.GetFileName(file));
        foreach (string table in OpenMaterialReader.FilesBeside(file))
        {
            ImportTarget.Copy([table], from, folder);
        }

        GuessedDescription guess = AssetGuess.Of(copy, OpenMaterialReader.Read(copy));
        if (inPlace)
        {
            guess = guess with
            {
                Frame = new FileFrame("+y", "+x"),
                Origin = AssetOrigin.File,
                Wheels = [],
                Guesses = [.. guess.Guesses.Where(g => !g.StartsWith("origin", StringComparison.Ordinal)
                    && !g.StartsWith("forward", StringComparison.Ordinal) && !g.StartsWith("wheel", StringComparison.Ordinal))],
            };
        }

        string description = Path.Combine(folder, AssetDescription.FileName);
        File.WriteAllText(description, guess.ToJson(target.SchemaFor(folder, "asset.schema.json"), NoClass));
        return (AssetDescriptionReader.Read(description), guess);
    }

    public static async Task Run(ImportTarget target, string file, int jobs, CancellationToken cancellation)
    {
        await target.Fill(async folder =>
        {
            (AssetDescription description, GuessedDescription guess) = Describe(target, file, folder, inPlace: false);
            ImportedModel imported = GltfReader.Read(description.ModelPath, description.Frame, description.Gaits);
            Model model = AssetModelMaker.Make(target.Name, imported, description);
            ImportReport report = ModelReview.Of($"{target.Name}: {Path.GetFileName(file)}", model, imported, description, guess);
            var views = await new ImportViews(target.Taxonomy, jobs).Make(model, cancellation);
            File.WriteAllText(Path.Combine(folder, ImportReport.FileName), report.ToHtml(views));
            report.Show();
        });
        Console.WriteLine($"Specs may name it \"{target.Name}\" where {target.Folder} lies in assets/ beside them or in the folder above.");
        string page = Path.Combine(target.Folder, ImportReport.FileName);
        Console.WriteLine($"Look at {page}; what was guessed wrong is mended in {AssetDescription.FileName}.");
    }
}
