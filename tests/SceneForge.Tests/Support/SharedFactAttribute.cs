using Xunit;

namespace SceneForge.Tests.Support;

/// <summary>
/// A test over files of other makers, which are no part of this repository: they lie in the folder that SCENEFORGE_SHARED names, or in a folder
/// <c>shared</c> beside the repository or one above. Skipped, with the reason, where there are none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedFiles.Root is null
        ? "the files of other makers are not here: name their folder in SCENEFORGE_SHARED, or put it beside the repository as \"shared\""
        : null;
}

internal static class SharedFiles
{
    public static string? Root { get; } = new[]
    {
        Environment.GetEnvironmentVariable("SCENEFORGE_SHARED"), Repository.PathOf("..", "shared"), Repository.PathOf("..", "..", "shared"),
    }.FirstOrDefault(folder => folder is not null && Directory.Exists(Path.Combine(folder, "data", "gltf")));

    public static string PathOf(params string[] parts) => Path.Combine([Root!, "data", .. parts]);
}
