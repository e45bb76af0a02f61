using System.Numerics;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.World.Models;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// Draws a small grid of known triangles at start. Some versions of Mesa (25.3.0 to 26.1.5) return garbage from gl_PrimitiveID beside
/// other inputs of the fragment shader; there triangles are numbered by their vertices.
/// </summary>
internal static unsafe class PrimitiveIdTest
{
    private const int Cells = 16;

    /// <param name="ownPrimitiveId">Do not trust gl_PrimitiveID even where it works.</param>
    /// <exception cref="GLException">Neither way gives the right triangles.</exception>
    public static VisibilityPass ChoosePass(GL gl, MeshArena arena, bool ownPrimitiveId)
    {
        foreach (bool own in ownPrimitiveId ? [true] : new[] { false, true })
        {
            VisibilityPass pass = new(gl, arena, own);
            if (Passes(gl, arena, pass))
            {
                return pass;
            }

            pass.Dispose();
        }

        throw new GLException("The driver names wrong triangles.");
    }

    private static bool Passes(GL gl, MeshArena arena, VisibilityPass pass)
    {
        using VisibilityTarget target = new(gl, Cells, Cells);
        Mesh grid = Grid();
        MeshSlot slot = arena.Acquire([grid], [grid])[0];
        pass.Draw(target, slot);
        int[] seen = new int[Cells * Cells * 2];
        gl.BindFramebuffer(GLEnum.ReadFramebuffer, target.Framebuffer.Name);
        fixed (int* first = seen)
        {
            gl.ReadPixels(0, 0, Cells, Cells, GLEnum.RGInteger, GLEnum.UnsignedInt, first);
        }

        // Pixel centres lie on the diagonals, so either triangle of a cell is right.
        return Enumerable.Range(0, Cells * Cells).All(i => seen[2 * i] == 0 && seen[2 * i + 1] / 2 == i);
    }

    /// <summary>Cells of one unit at z = 1, two triangles each, row by row.</summary>
    private static Mesh Grid()
    {
        List<Vector3> positions = [];
        List<int> indices = [];
        for (int cell = 0; cell < Cells * Cells; cell++)
        {
            int x = cell % Cells;
            int y = cell / Cells;
            int first = positions.Count;
            positions.AddRange([new Vector3(x, y, 1), new Vector3(x + 1, y, 1), new Vector3(x + 1, y + 1, 1), new Vector3(x, y + 1, 1)]);
            indices.AddRange([first, first + 1, first + 2, first, first + 2, first + 3]);
        }

        return new Mesh(
            "grid",
            [.. positions],
            [.. positions.Select(_ => Vector3.UnitZ)],
            new Vector2[positions.Count],
            [.. indices],
            [new MeshPart("grid", 0, indices.Count / 3)]);
    }
}
