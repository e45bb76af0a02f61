namespace SceneForge.World.Roads.Curves;

/// <summary>A point of a curve in the ground plane.</summary>
/// <param name="Heading">Direction of the tangent, radians from the x axis, not wrapped.</param>
/// <param name="Curvature">1/m, positive to the left.</param>
/// <param name="CurvatureRate">Change of the curvature along the curve, 1/m^2.</param>
public readonly record struct PlanPoint(double X, double Y, double Heading, double Curvature, double CurvatureRate);
