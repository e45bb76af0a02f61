using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.Gltf.Guessing;

/// <summary>How large things of a class usually are, metres: what lies far outside is a mistake as a rule.</summary>
/// <param name="Low">Least length, width and height.</param>
/// <param name="High">Greatest.</param>
public sealed record UsualSize(string Class, Double3 Low, Double3 High)
{
    /// <summary>Known classes; the more special ones first.</summary>
    public static ImmutableArray<UsualSize> All { get; } =
    [
        new("car", new Double3(2.4, 1.4, 1.1), new Double3(5.6, 2.3, 2.1)),
        new("van", new Double3(3.8, 1.6, 1.7), new Double3(7.5, 2.5, 3.1)),
        new("truck", new Double3(4.5, 1.8, 2.0), new Double3(19, 2.7, 4.2)),
        new("bus", new Double3(6, 2.0, 2.5), new Double3(25, 2.7, 4.5)),
        new("motorcycle", new Double3(1.5, 0.5, 0.8), new Double3(2.7, 1.1, 1.9)),
        new("bicycle", new Double3(1.2, 0.35, 0.8), new Double3(2.2, 0.9, 1.9)),
        new("pedestrian", new Double3(0.2, 0.35, 1.4), new Double3(1.2, 2.0, 2.1)),
        new("child", new Double3(0.15, 0.25, 0.7), new Double3(1.0, 1.5, 1.5)),
        new("animal", new Double3(0.2, 0.08, 0.15), new Double3(3, 1.2, 2.2)),
        new("ball", new Double3(0.03, 0.03, 0.03), new Double3(0.5, 0.5, 0.5)),
        new("traffic_cone", new Double3(0.15, 0.15, 0.25), new Double3(0.6, 0.6, 1.1)),
        new("bin", new Double3(0.2, 0.2, 0.3), new Double3(1.6, 1.6, 1.6)),
        new("traffic_sign", new Double3(0.01, 0.2, 0.2), new Double3(0.6, 2, 4)),
        new("traffic_light", new Double3(0.05, 0.1, 0.3), new Double3(1, 4, 8)),
        new("pole", new Double3(0.03, 0.03, 1), new Double3(4, 4, 15)),
        new("building", new Double3(3, 3, 2.2), new Double3(200, 200, 300)),
        new("vegetation", new Double3(0.1, 0.1, 0.1), new Double3(30, 30, 45)),
        new("wall", new Double3(0.05, 0.05, 0.3), new Double3(200, 200, 12)),
        new("fence", new Double3(0.01, 0.05, 0.3), new Double3(200, 200, 4)),
    ];

    public static UsualSize? Of(string @class) => All.FirstOrDefault(s => s.Class == @class);

    /// <summary>By how much a size lies outside, as a factor: 1 within, 2 twice as large or half as small as usual in its worst direction.</summary>
    public double Excess(Double3 size)
    {
        double worst = 1;
        foreach ((double own, double low, double high) in new[] { (size.X, Low.X, High.X), (size.Y, Low.Y, High.Y), (size.Z, Low.Z, High.Z) })
        {
            worst = Math.Max(worst, Math.Max(own / high, own > 0 ? low / own : 1));
        }

        return worst;
    }
}
