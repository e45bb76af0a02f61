namespace SceneForge.Scenarios.Sampled;

/// <summary>Where something stands, and where it looks. Angles in degrees, counter-clockwise from above.</summary>
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
    /// Beside another actor at its start: <paramref name="Ahead"/> metres the way that actor looks there, measured between the
    /// origins, and <paramref name="Left"/> metres to its left; turned by <paramref name="Heading"/> against it.
    /// </summary>
    public sealed record Beside(string Actor, double Ahead, double Left, double Heading) : Place;

    /// <summary>In world coordinates, metres; the height is the ground's.</summary>
    public sealed record InWorld(double X, double Y, double Heading) : Place;
}
