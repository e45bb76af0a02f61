namespace SceneForge.Packaging.Formats;

/// <summary>A setting of packages or of one format.</summary>
/// <param name="Name">As the command line gives it: <c>coco.polygons</c>.</param>
/// <param name="Takes">What values it takes, for people.</param>
/// <param name="Allows">Whether a text is such a value.</param>
public sealed record PackageOption(string Name, string Takes, Predicate<string> Allows);
