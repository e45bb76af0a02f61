using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Packaging.Review;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.Splits;

namespace SceneForge.Packaging.Formats;

/// <summary>All that a package's bytes follow from.</summary>
public sealed record PackagePlan
{
    public required DatasetSource Source { get; init; }

    /// <summary>The verdict that the package is made under, or that there is none.</summary>
    public required ReviewStatus Review { get; init; }

    /// <summary>Which sequence is in which split.</summary>
    public required SplitPlan Splits { get; init; }

    /// <summary>Version of the program that writes.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Settings of single formats, as their writers read them: <c>coco.polygons</c>.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string,
        string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>
    /// Path of ffmpeg, which makes the videos of Cosmos bundles; null: they hold frame folders. No part of the hash, so that a package may go on
    /// where it differs.
    /// </summary>
    public string? Ffmpeg { get; init; }

    /// <summary>URL of the licence that the package is given under.</summary>
    public string License => Options.GetValueOrDefault(Publication.License, Publication.NoLicense);

    /// <summary>SHA-256 of all that is above but the program: packages of one plan have the same bytes.</summary>
    public string Sha256
    {
        get
        {
            StringBuilder text = new();
            text.Append(ToolVersion).Append('\n').Append(Source.RootHash).Append('\n').Append(Source.DocumentHash).Append('\n')
                .Append(Review.CertificateHash ?? ReviewStatus.UnreviewedName).Append('\n');
            foreach (int number in Source.Sequences)
            {
                text.Append(number).Append(' ').Append(Splits.Of(number)).Append('\n');
            }

            foreach ((string name, string value) in Options)
            {
                text.Append(name).Append('=').Append(value).Append('\n');
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }
}
