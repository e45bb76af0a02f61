using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Geometry;

/// <summary>What few meshes have at a vertex: second texture coordinates, and linear RGBA as four unsigned 16-bit numbers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct VertexExtras(Vector2 TexCoord, uint RedGreen, uint BlueAlpha)
{
    public static VertexExtras Of(Mesh mesh, int vertex)
    {
        Vector4 color = mesh.Colors is null ? Vector4.One : mesh.Colors[vertex];
        return new VertexExtras((mesh.TexCoords2 ?? mesh.TexCoords)[vertex], Unorm(color.X) | Unorm(color.Y) << 16,
            Unorm(color.Z) | Unorm(color.W) << 16);
    }

    private static uint Unorm(float x) => (uint)(Math.Clamp(x, 0f, 1f) * 65535 + 0.5f);
}
