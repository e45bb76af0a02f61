using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Where <see cref="AmbientPass"/> draws.</summary>
internal sealed class AmbientTarget : IDisposable
{
    public AmbientTarget(GL gl, int width, int height)
    {
        Raw = new GpuTexture(gl, GLEnum.RG32f, (width + 1) / 2, (height + 1) / 2);
        Smooth = new GpuTexture(gl, GLEnum.RG32f, (width + 1) / 2, (height + 1) / 2);
        Glow = new GpuTexture(gl, GLEnum.Rgba16f, (width + 1) / 2, (height + 1) / 2);
        Glow.SetFilter(GLEnum.Linear, GLEnum.Linear);
        RawFramebuffer = new GpuFramebuffer(gl, Raw, null);
        SmoothFramebuffer = new GpuFramebuffer(gl, Smooth, null);
        GlowFramebuffer = new GpuFramebuffer(gl, Glow, null);
    }

    /// <summary>Share of open sky, distance along the optical axis.</summary>
    public GpuTexture Raw { get; }

    public GpuTexture Smooth { get; }

    /// <summary>Light of lamps in the air.</summary>
    public GpuTexture Glow { get; }

    public GpuFramebuffer RawFramebuffer { get; }

    public GpuFramebuffer SmoothFramebuffer { get; }

    public GpuFramebuffer GlowFramebuffer { get; }

    public void Dispose()
    {
        RawFramebuffer.Dispose();
        SmoothFramebuffer.Dispose();
        GlowFramebuffer.Dispose();
        Raw.Dispose();
        Smooth.Dispose();
        Glow.Dispose();
    }
}
