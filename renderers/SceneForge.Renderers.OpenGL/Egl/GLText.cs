using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Egl;

/// <summary>Strings of the driver.</summary>
internal static unsafe class GLText
{
    public static string Of(GL gl, GLEnum name) => Marshal.PtrToStringUTF8((nint)gl.GetString(name)) ?? "";
}
