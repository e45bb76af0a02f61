using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>A uniform block at a fixed binding.</summary>
internal sealed class UniformBuffer<T>(GL gl, uint binding) : IDisposable
    where T : unmanaged
{
    private readonly GpuBuffer _buffer = new(gl, GLEnum.StreamDraw);

    public void Set(in T value)
    {
        _buffer.Upload(new ReadOnlySpan<T>(in value));
        gl.BindBufferBase(GLEnum.UniformBuffer, binding, _buffer.Name);
    }

    public void Dispose() => _buffer.Dispose();
}
