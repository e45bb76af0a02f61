using System.Collections.Immutable;
using System.Security.Cryptography;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;

namespace SceneForge.Packaging.Cards;

/// <summary>The files that tell what a package is: croissant.json for programs, datacard.html and datacard.md for people.</summary>
internal static class PackageCards
{
    public const string CroissantFile = "croissant.json";
    public const string HtmlFile = "datacard.html";
    public const string MarkdownFile = "datacard.md";

    public static ImmutableArray<string> Files { get; } = [CroissantFile, HtmlFile, MarkdownFile];

    /// <param name="formats">Those that the package holds, by name.</param>
    public static void Write(string folder, PackagePlan plan, DatasetCensus census, IReadOnlyList<WrittenFormat> formats)
    {
        DataCard card = new(plan, census, formats);
        File.WriteAllBytes(Path.Combine(folder, MarkdownFile), CardMarkdown.Write(card));
        File.WriteAllBytes(Path.Combine(folder, HtmlFile), CardHtml.Write(card));
        File.WriteAllBytes(Path.Combine(folder, CroissantFile), new CroissantDocument(plan, card, formats).Write(path =>
        {
            using FileStream file = File.OpenRead(PackageLayout.Full(folder, path));
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }));
    }
}
