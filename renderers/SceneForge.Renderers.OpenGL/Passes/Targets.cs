using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Where the stages of a picture of one size draw.</summary>
internal sealed class Targets : IDisposable
{
    public Targets(GL gl, (int Width, int Height, int Supersampling) size)
    {
        Size = size;
        Seen = new VisibilityTarget(gl, size.Width, size.Height);
        Samples = size.Supersampling > 1 ? new VisibilityTarget(gl, size.Width * size.Supersampling, size.Height * size.Supersampling) : null;
        Ambient = new AmbientTarget(gl, size.Width, size.Height);
        Color = new ColorTarget(gl, Seen);
    }

    public (int Width, int Height, int Supersampling) Size { get; }

    /// <summary>One sample at each pixel's centre: the labels follow from it.</summary>
    public VisibilityTarget Seen { get; }

    /// <summary>More samples a pixel for the colours, or null.</summary>
    public VisibilityTarget? Samples { get; }

    public AmbientTarget Ambient { get; }

    public ColorTarget Color { get; }

    public void Dispose()
    {
        Seen.Dispose();
        Samples?.Dispose();
        Ambient.Dispose();
        Color.Dispose();
    }
}
