using SceneForge.Quality.Measures;
using Xunit;

namespace SceneForge.Tests.Support;

/// <summary>
/// A test that needs OpenCV's native library. Skipped, with the reason, where it cannot be loaded, unless SCENEFORGE_NO_SKIP=1 is set.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenCvFactAttribute : FactAttribute
{
    public OpenCvFactAttribute() => Skip = Reason;

    internal static string? Reason => Environment.GetEnvironmentVariable("SCENEFORGE_NO_SKIP") == "1" ? null : OpenCvLibrary.Problem;
}

/// <summary>Likewise with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenCvTheoryAttribute : TheoryAttribute
{
    public OpenCvTheoryAttribute() => Skip = OpenCvFactAttribute.Reason;
}
