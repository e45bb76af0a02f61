using SceneForge.Base.Geometry;

namespace SceneForge.World.Simulation.Motions;

/// <summary>How soon a body's front gets somewhere.</summary>
internal static class FrontApproach
{
    /// <summary>
    /// Seconds until the front of a body, moving on along its heading at its present speed, reaches the foot of the perpendicular
    /// of a point; infinity when it stands or the point lies behind its front.
    /// </summary>
    public static double Seconds(Pose worldFromBody, Box3 body, double speed, Double3 point)
    {
        double ahead = worldFromBody.Inverse().Apply(point).X - body.Max.X;
        return ahead >= 0 && speed > 1e-6 ? ahead / speed : double.PositiveInfinity;
    }
}
