using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Passes;
using SceneForge.Sensors.Rendering;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL;

/// <summary>One slot of the ring: a picture on its way from the device, with the fence that tells its arrival.</summary>
internal sealed unsafe class Readback(GL gl) : IDisposable
{
    private const uint MapRead = 1;
    private const uint FlushCommands = 1;

    private readonly GpuBuffer _pixels = new(gl, GLEnum.StreamRead);
    private nint _fence;
    private int _width;
    private int _height;

    /// <summary>Queues the copies; returns at once.</summary>
    public void Begin(VisibilityTarget seen, ColorTarget color)
    {
        _width = seen.Width;
        _height = seen.Height;
        nuint ids = (nuint)(_width * _height) * 8;
        _pixels.Reserve(ids + (nuint)(_width * _height) * 4);
        gl.BindBuffer(GLEnum.PixelPackBuffer, _pixels.Name);
        gl.BindFramebuffer(GLEnum.ReadFramebuffer, seen.Framebuffer.Name);
        gl.ReadPixels(0, 0, (uint)_width, (uint)_height, GLEnum.RGInteger, GLEnum.UnsignedInt, null);
        gl.BindFramebuffer(GLEnum.ReadFramebuffer, color.Framebuffer.Name);
        gl.ReadPixels(0, 0, (uint)_width, (uint)_height, GLEnum.Rgba, GLEnum.UnsignedByte, (void*)ids);
        gl.BindBuffer(GLEnum.PixelPackBuffer, 0);
        _fence = gl.FenceSync(GLEnum.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
        gl.Flush();
    }

    /// <summary>Whether the picture has arrived.</summary>
    /// <param name="waitNs">How long to wait for it, nanoseconds.</param>
    /// <exception cref="ContextLostException">The wait failed.</exception>
    public bool IsDone(ulong waitNs)
    {
        GLEnum status = gl.ClientWaitSync(_fence, FlushCommands, waitNs);
        return status switch
        {
            GLEnum.TimeoutExpired => false,
            GLEnum.WaitFailed => throw new ContextLostException(),
            _ => true,
        };
    }

    /// <summary>Takes the picture out of the slot, which is free afterwards.</summary>
    public Observation Take(CameraShot shot)
    {
        int count = _width * _height;
        byte* mapped = (byte*)gl.MapNamedBufferRange(_pixels.Name, 0, (nuint)count * 12, MapRead);
        if (mapped == null)
        {
            throw new ContextLostException();
        }

        int[] instance = new int[count];
        int[] triangle = new int[count];
        PixelUnpacker.SplitPairs(new ReadOnlySpan<int>(mapped, count * 2), instance, triangle);
        byte[] rgb = new byte[count * 3];
        PixelUnpacker.DropAlpha(new ReadOnlySpan<byte>(mapped + (nint)count * 8, count * 4), rgb);
        gl.UnmapNamedBuffer(_pixels.Name);
        gl.DeleteSync(_fence);
        _fence = 0;
        return new Observation(shot, rgb, new Visibility(_width, _height, instance, triangle));
    }

    public void Dispose()
    {
        if (_fence != 0)
        {
            gl.DeleteSync(_fence);
        }

        _pixels.Dispose();
    }
}
