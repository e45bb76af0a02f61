namespace SceneForge.Packaging.Review;

/// <summary>What a package may say about its review.</summary>
/// <param name="CertificateHash">SHA-256 of the certificate's bytes, or null where the package is unreviewed.</param>
/// <param name="Certificate">The certificate's bytes, which go into the package.</param>
/// <param name="Summary">For people and for the files that can carry a line of text.</param>
public sealed record ReviewStatus(string? CertificateHash, ReadOnlyMemory<byte> Certificate, string Summary)
{
    public const string UnreviewedName = "unreviewed";

    /// <summary>Nobody's verdict.</summary>
    public static ReviewStatus Unreviewed { get; } = new(null, default, "unreviewed: no person has judged these frames");

    public bool IsUnreviewed => CertificateHash is null;
}
