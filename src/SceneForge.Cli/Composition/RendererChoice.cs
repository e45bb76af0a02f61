using SceneForge.Cli.Terminal;
using SceneForge.Production.Rendering;
using SceneForge.Renderers.OpenGL;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Cli.Composition;

/// <summary>Makes the renderer that <c>--renderer</c> names; cameras that cannot be rasterized go to the ray camera in any case.</summary>
internal static class RendererChoice
{
    public static readonly string[] Names = ["auto", "opengl", "raytrace"];

    /// <summary>The renderer, and why auto did not take OpenGL (else null).</summary>
    /// <exception cref="UsageException">OpenGL was asked for and is not to be had.</exception>
    /// <param name="cameras">That pictures will be taken with.</param>
    public static (ISensorRenderer Renderer, string? FallbackReason) Create(string name, RayCaster caster, int jobs,
        IReadOnlyList<CameraSensor> cameras)
    {
        string? problem = null;
        if (name != "raytrace" && (name == "opengl" || cameras.Any(c => c.CanBeRasterized)))
        {
            if (OpenGLRenderer.TryCreate(new OpenGLOptions { Warn = m => Console.Error.WriteLine($"Warning: {m}") }, out OpenGLRenderer? renderer,
                out problem))
            {
                return (cameras.All(c => c.CanBeRasterized) ? renderer : new RendererByCamera(renderer, new RayCamera(caster, jobs), cameras), null);
            }

            if (name == "opengl")
            {
                throw new UsageException($"--renderer opengl: no OpenGL 4.5 context can be made: {problem}. Use --renderer raytrace, or install a "
                    + "driver (Debian: libegl1 libgl1-mesa-dri).");
            }
        }

        return (new RayCamera(caster, jobs), problem);
    }
}
