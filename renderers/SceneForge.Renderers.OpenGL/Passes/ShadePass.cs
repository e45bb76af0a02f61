using System.Globalization;
using System.Text;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Scenarios.Sampled;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Shades each pixel once from what it sees, in a fragment or in a compute pass.</summary>
internal sealed class ShadePass : IDisposable
{
    private const uint GroupSize = 8;
    private const uint ImageAccessBarrier = 0x20;
    private const uint FramebufferBarrier = 0x400;
    private const uint PixelBufferBarrier = 0x80;

    private readonly GL _gl;
    private readonly Dictionary<string, uint> _programs = [];
    private readonly bool _compute;

    public ShadePass(GL gl, bool compute)
    {
        _gl = gl;
        _compute = compute;
    }

    public void Draw(ColorTarget target, VisibilityTarget seen, AmbientTarget ambient, SceneBindings bindings)
    {
        _gl.UseProgram(ProgramFor(target, seen, bindings));
        _gl.BindTextureUnit(0, seen.Ids.Name);
        _gl.BindTextureUnit(1, bindings.Arena.Vertices.Texture);
        _gl.BindTextureUnit(2, bindings.Arena.TexCoords.Texture);
        _gl.BindTextureUnit(3, bindings.Arena.Triangles.Texture);
        _gl.BindTextureUnit(4, bindings.Instances.Buffer.Texture);
        _gl.BindTextureUnit(5, bindings.Scene.Materials.Texture);
        _gl.BindTextureUnit(6, bindings.Scene.Sky.Name);
        _gl.BindTextureUnit(7, bindings.Textures.Color!.Name);
        _gl.BindTextureUnit(8, bindings.Textures.Relief!.Name);
        _gl.BindTextureUnit(9, bindings.Shadows.Texture.Name);
        _gl.BindTextureUnit(10, ambient.Smooth.Name);
        bindings.Lamps.Bind(11, 12);
        if (_compute)
        {
            _gl.BindImageTexture(0, target.Color.Name, 0, false, 0, GLEnum.WriteOnly, GLEnum.Rgba8);
            _gl.DispatchCompute(((uint)target.Color.Width + GroupSize - 1) / GroupSize, ((uint)target.Color.Height + GroupSize - 1) / GroupSize, 1);
            _gl.MemoryBarrier(ImageAccessBarrier | FramebufferBarrier | PixelBufferBarrier);
        }
        else
        {
            _gl.BindFramebuffer(GLEnum.Framebuffer, target.Framebuffer.Name);
            _gl.Viewport(0, 0, (uint)target.Color.Width, (uint)target.Color.Height);
            _gl.DrawArrays(GLEnum.Triangles, 0, 3);
        }
    }

    public void Dispose()
    {
        foreach (uint program in _programs.Values)
        {
            _gl.DeleteProgram(program);
        }
    }

    /// <summary>The program with just what the picture needs: software rasterizers run both sides of every branch.</summary>
    private uint ProgramFor(ColorTarget target, VisibilityTarget seen, SceneBindings bindings)
    {
        Conditions conditions = bindings.Scene.Timeline.Conditions;
        StringBuilder defines = new();
        defines.Append(CultureInfo.InvariantCulture, $"#define SAMPLES {seen.Width / target.Color.Width}\n");
        defines.Append(bindings.HasSun ? "#define SUN\n" : "");
        defines.Append(bindings.Lamps.Count > 0 ? "#define LAMPS\n" : "");
        defines.Append(conditions.Wetness > 0 ? "#define WATER\n" : "");
        defines.Append(conditions.RainRate > 0 ? "#define RAIN\n" : "");
        string key = defines.ToString();
        if (!_programs.TryGetValue(key, out uint program))
        {
            program = _compute
                ? ShaderLibrary.Build(_gl, key, (GLEnum.ComputeShader, "shade.comp"))
                : ShaderLibrary.Build(_gl, key, (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "shade.frag"));
            _programs.Add(key, program);
        }

        return program;
    }
}

/// <summary>What the shader reads beside the picture's own targets.</summary>
internal sealed record SceneBindings(MeshArena Arena, TextureStore Textures, InstanceTable Instances, WorldScene Scene, SunShadows Shadows, bool HasSun, LampSet Lamps);
