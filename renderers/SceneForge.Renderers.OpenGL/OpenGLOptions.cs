using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lighting;

namespace SceneForge.Renderers.OpenGL;

/// <summary>Where the shading runs; both enter the same GLSL.</summary>
public enum ShadingStage
{
    /// <summary>Fragment pass on software rasterizers, compute pass on GPUs.</summary>
    Automatic,
    Fragment,
    Compute,
}

/// <summary>How to set up an <see cref="OpenGLRenderer"/>.</summary>
public sealed record OpenGLOptions
{
    /// <summary>EGL device to use, or null: the first GPU that works, else software.</summary>
    public int? DeviceIndex { get; init; }

    public ShadingStage Shading { get; init; }

    /// <summary>Pictures under way at once, at least 3.</summary>
    public int Ring { get; init; } = 3;

    /// <summary>
    /// Called on the renderer's thread after each stage of a picture, when the device has finished it. For measuring: stages no longer overlap.
    /// </summary>
    public Action<string>? StageFinished { get; init; }

    /// <summary>Called, on the renderer's thread, with what a picture shows otherwise than its world says.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Number triangles by their vertices although gl_PrimitiveID works.</summary>
    internal bool OwnPrimitiveId { get; init; }

    /// <summary>Light of sun and sky.</summary>
    internal Func<Conditions, SkyLight> Light { get; init; } = SkyLight.For;
}
