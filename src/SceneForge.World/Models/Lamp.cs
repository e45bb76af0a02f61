using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>A lamp that lights its surroundings.</summary>
/// <param name="Channel">What switches it.</param>
/// <param name="Node">Index of the model's node that carries it.</param>
/// <param name="Position">In the node's frame, metres.</param>
/// <param name="Direction">Axis of the cone in the node's frame, unit length; of a low beam: the level from which its cut-off counts.</param>
/// <param name="Intensity">Luminous intensity at its brightest, linear RGB, candela.</param>
/// <param name="InnerAngle">Half angle of full intensity, radians.</param>
/// <param name="OuterAngle">Half angle beyond which nothing is lit, radians; pi: a point lamp.</param>
public sealed record Lamp(LampChannel Channel, int Node, Double3 Position, Double3 Direction, Vector3 Intensity, double InnerAngle,
    double OuterAngle);
