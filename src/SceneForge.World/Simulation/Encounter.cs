using SceneForge.Base.Geometry;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation;

/// <summary>How two actors stand to each other.</summary>
public static class Encounter
{
    /// <summary>
    /// Seconds until the front of a body, moving on along its heading at its present speed, reaches the foot of the perpendicular
    /// of a point; infinity when it stands or the point lies behind its front.
    /// </summary>
    public static double TimeToCollision(Pose worldFromBody, Box3 body, double speed, Double3 point) =>
        FrontApproach.Seconds(worldFromBody, body, speed, point);

    /// <summary>The same between two objects of a world at an instant, by their indices.</summary>
    public static double TimeToCollision(WorldSnapshot world, int from, int to)
    {
        ObjectState state = world.States[from];
        return TimeToCollision(state.WorldFromObject, world.BodyBox(from), state.Motion.Speed, world.States[to].WorldFromObject.Translation);
    }

    /// <summary>Distance in the ground plane between the outlines of two bodies, metres; 0 where they overlap.</summary>
    public static double Distance(WorldSnapshot world, int from, int to) => Outline(world, from).Distance(Outline(world, to));

    private static Footprint Outline(WorldSnapshot world, int index) =>
        Footprint.Of(world.BodyBox(index), world.States[index].WorldFromObject);
}
