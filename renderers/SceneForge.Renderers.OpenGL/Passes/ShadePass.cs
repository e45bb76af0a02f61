using System.Globalization;
using System.Text;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Scenarios.Sampled;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// Shades each pixel once from what it sees. A compute pass on GPUs; fragment passes on software rasterizers, which run both sides of every
/// branch, so that tiles without lamps, and the sky, are drawn by programs of their own.
/// </summary>
internal sealed class ShadePass(GL gl, bool compute) : IDisposable
{
    private const uint GroupSize = 8;
    private const uint ImageAccessBarrier = 0x20;
    private const uint FramebufferBarrier = 0x400;
    private const uint PixelBufferBarrier = 0x80;

    // Nearer than the sky, which has reversed depth 0, and farther than any surface.
    private const float BeforeSky = 1e-12f;

    private readonly Dictionary<string, uint> _programs = new(StringComparer.Ordinal);

    public void Draw(ColorTarget target, VisibilityTarget seen, AmbientTarget ambient, SceneBindings bindings)
    {
        Bind(seen, ambient, bindings);
        int samples = seen.Width / target.Color.Width;
        LampSet lamps = bindings.Lamps;
        if (compute)
        {
            gl.UseProgram(ProgramFor(bindings, samples, lamps.Burning.Count > 0, ""));
            gl.BindImageTexture(0, target.Color.Name, 0, false, 0, GLEnum.WriteOnly, GLEnum.Rgba8);
            gl.DispatchCompute(((uint)target.Color.Width + GroupSize - 1) / GroupSize, ((uint)target.Color.Height + GroupSize - 1) / GroupSize, 1);
            gl.MemoryBarrier(ImageAccessBarrier | FramebufferBarrier | PixelBufferBarrier);
            return;
        }

        gl.BindFramebuffer(GLEnum.Framebuffer, target.Framebuffer.Name);
        gl.Viewport(0, 0, (uint)target.Color.Width, (uint)target.Color.Height);
        foreach ((bool lit, int first, int count) in new[] { (true, 0, lamps.LitTiles), (false, lamps.LitTiles, lamps.Tiles - lamps.LitTiles) })
        {
            if (samples > 1)
            {
                DrawTiles(ProgramFor(bindings, samples, lit, ""), first, count, 0);
                continue;
            }

            gl.Enable(GLEnum.DepthTest);
            gl.DepthFunc(GLEnum.Equal);
            DrawTiles(ProgramFor(bindings, samples, lit, "SKY"), first, count, 0);
            gl.DepthFunc(GLEnum.Less);
            DrawTiles(ProgramFor(bindings, samples, lit, "SURFACES"), first, count, BeforeSky);
            gl.Disable(GLEnum.DepthTest);
        }
    }

    public void Dispose()
    {
        foreach (uint program in _programs.Values)
        {
            gl.DeleteProgram(program);
        }
    }

    private void DrawTiles(uint program, int first, int count, float depth)
    {
        if (count > 0)
        {
            gl.UseProgram(program);
            gl.Uniform1(0, first);
            gl.Uniform4(1, depth, 0, 0, 0);
            gl.DrawArraysInstanced(GLEnum.Triangles, 0, 6, (uint)count);
        }
    }

    private void Bind(VisibilityTarget seen, AmbientTarget ambient, SceneBindings bindings)
    {
        Bind(ShadeUnit.Visibility, seen.Ids.Name);
        Bind(ShadeUnit.Vertices, bindings.Arena.Vertices.Texture);
        Bind(ShadeUnit.TexCoords, bindings.Arena.TexCoords.Texture);
        Bind(ShadeUnit.Triangles, bindings.Arena.Triangles.Texture);
        Bind(ShadeUnit.Instances, bindings.Instances.Buffer.Texture);
        Bind(ShadeUnit.Materials, bindings.Scene.Materials.Texture);
        Bind(ShadeUnit.SkyMap, bindings.Scene.Sky.Name);
        bindings.Textures.Bind(bindings.Scene.MapClasses);
        Bind(ShadeUnit.ShadowMap, bindings.Shadows.Texture.Name);
        Bind(ShadeUnit.OpenSky, ambient.Smooth.Name);
        bindings.Lamps.Bind((uint)ShadeUnit.Lamps, (uint)ShadeUnit.LampTiles, (uint)ShadeUnit.TileOrder);
        Bind(ShadeUnit.LampShadowMap, bindings.LampShadows.Texture.Name);
        Bind(ShadeUnit.Glow, ambient.Glow.Name);
        if (bindings.Scene.HasExtras)
        {
            Bind(ShadeUnit.VertexExtras, bindings.Arena.Extras.Texture);
        }
    }

    private void Bind(ShadeUnit unit, uint texture) => gl.BindTextureUnit((uint)unit, texture);

    /// <summary>The program with just what is needed.</summary>
    /// <param name="part">Which pixels the depth test lets through, as a definition, or empty: all.</param>
    private uint ProgramFor(SceneBindings bindings, int samples, bool lamps, string part)
    {
        Conditions conditions = bindings.Scene.Timeline.Conditions;
        StringBuilder defines = new();
        defines.Append(CultureInfo.InvariantCulture, $"#define SAMPLES {samples}\n");
        defines.Append(part.Length > 0 ? $"#define {part}\n" : "");
        if (bindings.Scene.HasMaps)
        {
            defines.Append(CultureInfo.InvariantCulture, $"#define MAPS {bindings.Scene.MapClasses}\n");
        }

        defines.Append(bindings.Scene.HasExtras ? "#define EXTRAS\n" : "");
        defines.Append(bindings.HasSun ? "#define SUN\n" : "");
        defines.Append(lamps ? "#define LAMPS\n" : "");
        defines.Append(conditions.Wetness > 0 ? "#define WATER\n" : "");
        defines.Append(conditions.RainRate > 0 ? "#define RAIN\n" : "");
        defines.Append(conditions.SnowRate > 0 ? "#define FLAKES\n" : "");
        defines.Append(conditions.SnowCover > 0 ? "#define SNOW\n" : "");
        string key = defines.ToString();
        if (!_programs.TryGetValue(key, out uint program))
        {
            program = compute
                ? ShaderLibrary.Build(gl, key, (GLEnum.ComputeShader, "shade.comp"))
                : ShaderLibrary.Build(gl, key, (GLEnum.VertexShader, "tiles.vert"), (GLEnum.FragmentShader, "shade.frag"));
            _programs.Add(key, program);
        }

        return program;
    }
}

/// <summary>What the shader reads beside the picture's own targets.</summary>
internal sealed record SceneBindings(MeshArena Arena, TextureStore Textures, InstanceTable Instances, WorldScene Scene, SunShadows Shadows,
    bool HasSun, LampSet Lamps, LampShadows LampShadows);
