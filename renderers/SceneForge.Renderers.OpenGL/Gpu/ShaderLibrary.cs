using System.Text;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>Compiles programs from the GLSL files that are embedded under their own names; <c>#include "name"</c> pastes another one once,
/// or text that C# generates.</summary>
internal static unsafe class ShaderLibrary
{
    private static readonly Dictionary<string, string> Generated = new(StringComparer.Ordinal)
    {
        ["layout_generated.glsl"] = ShaderLayout.Glsl,
    };

    /// <exception cref="GLException">A shader does not compile or link; the driver's log is in the message.</exception>
    public static uint Build(GL gl, string defines, params (GLEnum Stage, string File)[] stages)
    {
        uint program = gl.CreateProgram();
        foreach ((GLEnum stage, string file) in stages)
        {
            uint shader = gl.CreateShader(stage);
            string text = Expand(file, []);
            byte[] source = Encoding.UTF8.GetBytes($"#version 450 core\n{defines}\n{AppearanceDefines.For(text)}\n{text}");
            int length = source.Length;
            fixed (byte* bytes = source)
            {
                gl.ShaderSource(shader, 1, &bytes, &length);
            }

            gl.CompileShader(shader);
            int done;
            gl.GetShader(shader, GLEnum.CompileStatus, &done);
            if (done == 0)
            {
                throw new GLException($"{file}: {Log(shader, gl.GetShaderInfoLog)}");
            }

            gl.AttachShader(program, shader);
            gl.DeleteShader(shader);
        }

        gl.LinkProgram(program);
        int linked;
        gl.GetProgram(program, GLEnum.LinkStatus, &linked);
        return linked != 0 ? program : throw new GLException($"{stages[^1].File}: {Log(program, gl.GetProgramInfoLog)}");
    }

    private static string Expand(string file, HashSet<string> pasted)
    {
        if (Generated.TryGetValue(file, out string? generated))
        {
            return generated;
        }

        using Stream stream = typeof(ShaderLibrary).Assembly.GetManifestResourceStream(file)
            ?? throw new GLException($"Shader file {file} is missing.");
        using StreamReader reader = new(stream);
        StringBuilder text = new();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("#include ", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
            }
            else if (line.Split('"')[1] is var name && pasted.Add(name))
            {
                text.Append(Expand(name, pasted));
            }
        }

        return text.ToString();
    }

    private delegate void GetLog(uint name, uint size, uint* length, byte* log);

    private static string Log(uint name, GetLog get)
    {
        byte[] log = new byte[4096];
        uint length;
        fixed (byte* first = log)
        {
            get(name, (uint)log.Length, &length, first);
        }

        return Encoding.UTF8.GetString(log, 0, (int)length);
    }
}
