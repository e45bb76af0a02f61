using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>An immutable 2D texture or an array of them.</summary>
internal sealed unsafe class GpuTexture : IDisposable
{
    private readonly GL _gl;

    /// <param name="layers">0: a plain 2D texture.</param>
    public GpuTexture(GL gl, GLEnum format, int width, int height, int layers = 0, int levels = 1)
    {
        _gl = gl;
        Width = width;
        Height = height;
        uint name;
        gl.CreateTextures(layers == 0 ? GLEnum.Texture2D : GLEnum.Texture2DArray, 1, &name);
        Name = name;
        if (layers == 0)
        {
            gl.TextureStorage2D(name, (uint)levels, format, (uint)width, (uint)height);
        }
        else
        {
            gl.TextureStorage3D(name, (uint)levels, format, (uint)width, (uint)height, (uint)layers);
        }

        SetFilter(GLEnum.Nearest, GLEnum.Nearest);
        SetWrap(GLEnum.ClampToEdge);
    }

    public uint Name { get; }

    public int Width { get; }

    public int Height { get; }

    public void SetFilter(GLEnum min, GLEnum mag)
    {
        _gl.TextureParameter(Name, GLEnum.TextureMinFilter, (int)min);
        _gl.TextureParameter(Name, GLEnum.TextureMagFilter, (int)mag);
    }

    public void SetWrap(GLEnum wrap)
    {
        _gl.TextureParameter(Name, GLEnum.TextureWrapS, (int)wrap);
        _gl.TextureParameter(Name, GLEnum.TextureWrapT, (int)wrap);
    }

    public void Dispose()
    {
        uint name = Name;
        _gl.DeleteTextures(1, &name);
    }
}
