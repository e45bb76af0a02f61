using SceneForge.Renderers.OpenGL;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Cli.Running;

/// <summary>Makes the renderer that <c>--renderer</c> names.</summary>
internal static class RendererChoice
{
    public static readonly string[] Names = ["auto", "opengl", "raytrace"];

    /// <summary>The renderer, and why auto did not take OpenGL (else null).</summary>
    /// <exception cref="UsageException">OpenGL was asked for and is not to be had.</exception>
    public static (ISensorRenderer Renderer, string? FallbackReason) Create(string name, RayCaster caster, int jobs)
    {
        string? problem = null;
        if (name != "raytrace")
        {
            if (OpenGLRenderer.TryCreate(new OpenGLOptions(), out OpenGLRenderer? renderer, out problem))
            {
                return (renderer, null);
            }

            if (name == "opengl")
            {
                throw new UsageException($"--renderer opengl: no OpenGL 4.5 context can be made: {problem}. Use --renderer raytrace, or install a driver (Debian: libegl1 libgl1-mesa-dri).");
            }
        }

        return (new RayCamera(caster, jobs), problem);
    }
}
