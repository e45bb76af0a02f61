using SceneForge.Base.Geometry;

namespace SceneForge.World.Ground;

/// <summary>Several grounds as one: under, over and beside each other.</summary>
public sealed class GroundStack(params IReadOnlyList<IGround> grounds) : IGround
{
    public double? Height(double x, double y, double near) => Find(x, y, near).Height;

    public Double3 Normal(double x, double y, double near) =>
        Find(x, y, near) is { Tag: >= 0 } found ? grounds[found.Tag].Normal(x, y, near) : Double3.UnitZ;

    public string? Kind(double x, double y, double near) =>
        Find(x, y, near) is { Tag: >= 0 } found ? grounds[found.Tag].Kind(x, y, near) : null;

    private NearestSurface Find(double x, double y, double near)
    {
        NearestSurface nearest = new(near);
        for (int i = 0; i < grounds.Count; i++)
        {
            if (grounds[i].Height(x, y, near) is { } height)
            {
                nearest.Offer(height, i);
            }
        }

        return nearest;
    }
}
