using SceneForge.Production.Rendering;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Cli.Composition;

/// <summary>The renderers that this program is made of.</summary>
/// <param name="jobs">Threads of the ray camera.</param>
internal sealed class ProgramRenderers(int jobs) : IRenderers
{
    /// <summary>Casts on the processor; keeps its index of every mesh.</summary>
    public RayCaster Trees { get; } = new();

    public IRayCaster Caster => Trees;

    public IRayCaster Reference { get; } = new ReferenceCaster();

    public ISensorRenderer Like(bool isRasterized, IReadOnlyList<CameraSensor> cameras) =>
        RendererChoice.Create(isRasterized ? "opengl" : "raytrace", Trees, jobs, cameras).Renderer;
}
