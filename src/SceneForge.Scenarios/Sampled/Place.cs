namespace SceneForge.Scenarios.Sampled;

/// <summary>
/// What a thing of a scene or an actor is anchored to, and where it looks. Angles in degrees, counter-clockwise from above. Scenes and specs
/// write places alike.
/// </summary>
public abstract record Place
{
    private Place()
    {
    }

    /// <summary>
    /// On a lane: <paramref name="S"/> metres along the road's reference line, <paramref name="Offset"/> metres to the left
    /// of the lane's centre as seen along the lane's driving direction; it looks along the driving direction turned by <paramref name="Heading"/>.
    /// </summary>
    public sealed record OnLane(string Road, int Lane, double S, double Offset, double Heading) : Place;

    /// <summary>
    /// Beside a road: <paramref name="S"/> metres along its reference line, which may lead beyond its ends, and <paramref name="Distance"/>
    /// metres from that line; it looks square at the road, turned by <paramref name="Heading"/>.
    /// </summary>
    /// <param name="Left">Whether it stands on the side of positive t.</param>
    public sealed record BesideRoad(string Road, bool Left, double S, double Distance, double Heading) : Place;

    /// <summary>
    /// Beside another thing at its start: <paramref name="Ahead"/> metres the way that thing looks there, measured between the
    /// origins, and <paramref name="Left"/> metres to its left; turned by <paramref name="Heading"/> against it.
    /// </summary>
    public sealed record Beside(string Actor, double Ahead, double Left, double Heading) : Place;

    /// <summary>
    /// On top of another thing at its start, such as a box on a shelf; <paramref name="Ahead"/> and <paramref name="Left"/> as in
    /// <see cref="Beside"/>.
    /// </summary>
    /// <param name="Up">On the surface nearest at or below this height over the thing's origin, metres; null: on the topmost.</param>
    public sealed record OnThing(string Thing, double Ahead, double Left, double? Up, double Heading) : Place;

    /// <summary>In world coordinates, metres; the height is the ground's.</summary>
    /// <param name="Z">Which of several surfaces is meant: the nearest at or below it; null: the lowest.</param>
    public sealed record InWorld(double X, double Y, double Heading, double? Z = null) : Place;
}
