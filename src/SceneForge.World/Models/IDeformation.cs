using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>How the vertices of a mesh move with the motion: a skin, morph targets, or one after the other.</summary>
public interface IDeformation
{
    /// <summary>
    /// Moves vertices to where a state of motion has them: a pure function of <paramref name="motion"/> and of what the spans hold, in 64-bit
    /// arithmetic and written order, so that shapes are the same everywhere. Safe to call from many threads.
    /// </summary>
    /// <param name="positions">On entry those at rest, in the node's frame, metres; one a vertex.</param>
    /// <param name="normals">On entry those at rest; need not be left with unit length.</param>
    void Deform(in MotionState motion, Span<Double3> positions, Span<Double3> normals);
}
