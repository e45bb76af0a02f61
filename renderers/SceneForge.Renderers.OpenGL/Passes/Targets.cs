using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Where the stages of a picture of one size draw.</summary>
internal sealed class Targets : IDisposable
{
    public Targets(GL gl, (int Width, int Height, int Supersampling) size)
    {
        Size = size;
        Seen = new VisibilityTarget(gl, size.Width, size.Height);
        HalfPixels = new VisibilityTarget(gl, 2 * size.Width + 1, 2 * size.Height + 1);
        Looks = new LookTarget(gl, HalfPixels.Width, HalfPixels.Height);
        Samples = size.Supersampling > 1 ? new VisibilityTarget(gl, size.Width * size.Supersampling, size.Height * size.Supersampling) : null;
        Ambient = new AmbientTarget(gl, size.Width, size.Height);
        Shaded = new ColorTarget(gl, Seen);
        Color = new ColorTarget(gl, Seen);
    }

    public (int Width, int Height, int Supersampling) Size { get; }

    /// <summary>One sample at each pixel's centre: the labels follow from it.</summary>
    public VisibilityTarget Seen { get; }

    /// <summary>A sample every half pixel; every second one, from the second on, lies at a pixel's centre.</summary>
    public VisibilityTarget HalfPixels { get; }

    public LookTarget Looks { get; }

    /// <summary>Samples of their own for the colours, or null: one at each centre.</summary>
    public VisibilityTarget? Samples { get; }

    public AmbientTarget Ambient { get; }

    /// <summary>Colours before edges are smoothed.</summary>
    public ColorTarget Shaded { get; }

    public ColorTarget Color { get; }

    public void Dispose()
    {
        Seen.Dispose();
        HalfPixels.Dispose();
        Looks.Dispose();
        Samples?.Dispose();
        Ambient.Dispose();
        Shaded.Dispose();
        Color.Dispose();
    }
}
