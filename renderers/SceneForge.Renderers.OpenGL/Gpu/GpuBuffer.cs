using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>A buffer that grows, with a texture over it where a texel format is given.</summary>
internal sealed unsafe class GpuBuffer : IDisposable
{
    private readonly GL _gl;
    private readonly GLEnum _format;
    private readonly GLEnum _usage;

    /// <param name="format">Format of the texture over the buffer, or <see cref="GLEnum.None"/>.</param>
    public GpuBuffer(GL gl, GLEnum usage, GLEnum format = GLEnum.None)
    {
        _gl = gl;
        _usage = usage;
        _format = format;
        uint name;
        gl.CreateBuffers(1, &name);
        Name = name;
        if (format != GLEnum.None)
        {
            gl.CreateTextures(GLEnum.TextureBuffer, 1, &name);
            Texture = name;
        }

        Reserve(256);
    }

    public uint Name { get; }

    public uint Texture { get; }

    public nuint Capacity { get; private set; }

    /// <summary>Makes room for so many bytes; what was in the buffer is lost where it grows.</summary>
    public void Reserve(nuint bytes)
    {
        if (bytes <= Capacity)
        {
            return;
        }

        Capacity = Math.Max(bytes, Capacity + Capacity / 2);
        _gl.NamedBufferData(Name, Capacity, null, _usage);
        if (_format != GLEnum.None)
        {
            _gl.TextureBuffer(Texture, _format, Name);
        }
    }

    /// <summary>Replaces the contents.</summary>
    public void Upload<T>(ReadOnlySpan<T> data)
        where T : unmanaged
    {
        Reserve((nuint)(data.Length * sizeof(T)));
        Write(0, data);
    }

    /// <summary>Writes at an offset in elements; there must be room.</summary>
    public void Write<T>(int firstElement, ReadOnlySpan<T> data)
        where T : unmanaged
    {
        if (data.Length > 0)
        {
            fixed (T* first = data)
            {
                _gl.NamedBufferSubData(Name, (nint)firstElement * sizeof(T), (nuint)data.Length * (nuint)sizeof(T), first);
            }
        }
    }

    public void Dispose()
    {
        uint name = Texture;
        if (name != 0)
        {
            _gl.DeleteTextures(1, &name);
        }

        name = Name;
        _gl.DeleteBuffers(1, &name);
    }
}
