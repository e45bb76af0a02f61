using SceneForge.Renderers.OpenGL.Egl;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Sensors.Rendering;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL;

/// <summary>The life of one context: its pipeline and its ring of pictures on their way back.</summary>
internal sealed class ContextSession : IDisposable
{
    private readonly GL _gl;
    private readonly Pipeline _pipeline;
    private readonly Readback[] _ring;
    private long _drawn;
    private long _taken;

    public ContextSession(EglContext context, OpenGLOptions options)
    {
        _gl = context.GL;
        bool software = context.Renderer.Contains("llvmpipe", StringComparison.OrdinalIgnoreCase)
            || context.Renderer.Contains("softpipe", StringComparison.OrdinalIgnoreCase);
        bool compute = options.Shading switch
        {
            ShadingStage.Compute => true,
            ShadingStage.Fragment => false,
            _ => !software,
        };
        _pipeline = new Pipeline(context, compute, options);
        _ring = [.. Enumerable.Range(0, Math.Max(3, options.Ring)).Select(_ => new Readback(_gl))];
    }

    public int Ring => _ring.Length;

    /// <summary>Draws the next picture; the ring must have room.</summary>
    public void Draw(CameraShot shot)
    {
        _pipeline.Draw(shot, _ring[_drawn++ % _ring.Length]);
        ThrowIfLost(false);
    }

    /// <summary>The oldest picture, or null where it has not arrived.</summary>
    /// <exception cref="ContextLostException">The context is gone.</exception>
    public Observation? TryTake(CameraShot shot, ulong waitNs, bool simulateLoss)
    {
        ThrowIfLost(simulateLoss);
        Readback slot = _ring[_taken % _ring.Length];
        if (!slot.IsDone(waitNs))
        {
            return null;
        }

        _taken++;
        return slot.Take(shot);
    }

    public void Dispose()
    {
        foreach (Readback slot in _ring)
        {
            slot.Dispose();
        }

        _pipeline.Dispose();
    }

    private void ThrowIfLost(bool simulate)
    {
        if (simulate || _gl.GetGraphicsResetStatus() != GLEnum.NoError)
        {
            throw new ContextLostException();
        }

        GLEnum error = _gl.GetError();
        if (error == GLEnum.ContextLost)
        {
            throw new ContextLostException();
        }

        if (error != GLEnum.NoError)
        {
            throw new GLException($"OpenGL reports error 0x{(int)error:x}.");
        }
    }
}
