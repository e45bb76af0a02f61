namespace SceneForge.Packaging.Formats;

/// <summary>Options that tell who publishes a package and how, whatever its formats.</summary>
public static class Publication
{
    /// <summary>Who publishes the package, a name.</summary>
    public const string Creator = "creator";

    /// <summary>Date of publication, YYYY-MM-DD.</summary>
    public const string Published = "published";

    /// <summary>Where the package is to be found.</summary>
    public const string Url = "url";

    /// <summary>The licence that the package is given under, a URL.</summary>
    public const string License = "license";

    /// <summary>What is said where nobody stated a licence: that none was evaluated (rightsstatements.org).</summary>
    public const string NoLicense = "http://rightsstatements.org/vocab/CNE/1.0/";
}
