using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>A horizontal cross section: a superellipse with its own reach to the front, back and sides. Metres.</summary>
/// <param name="Z">Height of the section.</param>
/// <param name="X">Where the section's widest line crosses the plane of symmetry.</param>
/// <param name="Y">Middle of the section's width.</param>
/// <param name="Front">Reach from <paramref name="X"/> along +x.</param>
/// <param name="Back">Reach from <paramref name="X"/> along -x.</param>
/// <param name="Side">Half the width.</param>
/// <param name="Power">Exponent of the superellipse: 2 an ellipse, more towards a rectangle.</param>
public readonly record struct LoftSection(double Z, double X, double Y, double Front, double Back, double Side, double Power = 2)
{
    /// <summary>A round section.</summary>
    public static LoftSection Round(double z, double radius, double x = 0, double y = 0) => new(z, x, y, radius, radius, radius);

    /// <summary>The section grown outwards by a distance.</summary>
    public LoftSection Grown(double by) => this with { Front = Front + by, Back = Back + by, Side = Side + by };

    /// <summary>The point at an angle around z, 0 at the front.</summary>
    public Double3 At(double angle)
    {
        double c = StrictMath.Cos(angle);
        double s = StrictMath.Sin(angle);
        double reach = Power == 2 ? 1 : StrictMath.Pow(StrictMath.Pow(Math.Abs(c), Power) + StrictMath.Pow(Math.Abs(s), Power), -1 / Power);
        return new Double3(X + reach * c * (c >= 0 ? Front : Back), Y + reach * s * Side, Z);
    }
}

/// <summary>A smooth body through horizontal cross sections, for limbs and torsos.</summary>
public sealed class BodyLoft
{
    private readonly LoftSection[] _sections;

    /// <param name="sections">At least two, by rising <see cref="LoftSection.Z"/>.</param>
    public BodyLoft(IEnumerable<LoftSection> sections)
    {
        _sections = [.. sections];
        ArgumentOutOfRangeException.ThrowIfLessThan(_sections.Length, 2);
        for (int i = 1; i < _sections.Length; i++)
        {
            if (!(_sections[i].Z > _sections[i - 1].Z))
            {
                throw new ArgumentException("The sections of a loft must rise.", nameof(sections));
            }
        }
    }

    public double Bottom => _sections[0].Z;

    public double Top => _sections[^1].Z;

    /// <summary>
    /// The section at a height, between the given ones by cubic Hermite curves with limited slopes (Fritsch and Butland 1984), which never
    /// overshoot.
    /// </summary>
    public LoftSection At(double z)
    {
        int i = 0;
        while (i < _sections.Length - 2 && z > _sections[i + 1].Z)
        {
            i++;
        }

        double t = Math.Clamp((z - _sections[i].Z) / (_sections[i + 1].Z - _sections[i].Z), 0, 1);
        double Value(Func<LoftSection, double> of) => Hermite(i, t, of);
        return new LoftSection(z, Value(s => s.X), Value(s => s.Y), Value(s => s.Front), Value(s => s.Back), Value(s => s.Side), Value(s => s.Power));
    }

    /// <summary>
    /// Adds the part of the body between two heights. An end is closed with a dome of the given height; a low dome is a lid
    /// with a sharp rim, such as a garment's hem.
    /// </summary>
    /// <param name="grow">Outward distance as a function of the height, such as the looseness of a garment.</param>
    public void AddTo(MeshBuilder mesh, int columns, int rows, double bottomDome, double topDome, double? from = null, double? to = null, Func<double,
        double>? grow = null)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        double z0 = from ?? Bottom;
        double z1 = to ?? Top;
        LoftSection Grown(double z) => grow is null ? At(z) : At(z).Grown(grow(z));
        LoftSection low = Grown(z0);
        LoftSection high = Grown(z1);
        List<LoftSection> rings = [];
        bool roundBottom = bottomDome >= RoundFrom * low.Side;
        bool roundTop = topDome >= RoundFrom * high.Side;
        if (roundBottom)
        {
            rings.AddRange(Dome.Reverse().Select(d => Scaled(low, d.Scale, z0 - d.Height * bottomDome)));
        }

        rings.AddRange(Enumerable.Range(0, rows + 1).Select(r => Grown(z0 + (z1 - z0) * r / rows)));
        if (roundTop)
        {
            rings.AddRange(Dome.Select(d => Scaled(high, d.Scale, z1 + d.Height * topDome)));
        }

        Double3 P(LoftSection ring, int c) => ring.At(2 * Math.PI * c / columns);
        mesh.Grid(rings.Count, columns, (r, c) => P(rings[r], c), closed: true);
        if (!roundBottom)
        {
            mesh.Grid(2, columns, (r, c) => P(r == 0 ? Scaled(low, 0, z0 - bottomDome) : low, c), closed: true);
        }

        if (!roundTop)
        {
            mesh.Grid(2, columns, (r, c) => P(r == 0 ? high : Scaled(high, 0, z1 + topDome), c), closed: true);
        }
    }

    // Below this share of the half width a dome is a lid.
    private const double RoundFrom = 0.25;

    // Rings of a dome above its foot. The first stands near the foot, so that shading hardly breaks where two limbs meet in a joint.
    private static readonly (double Height, double Scale)[] Dome = [(0.30, 0.954), (0.75, 0.661), (1, 0)];

    private static LoftSection Scaled(LoftSection s, double scale, double z) =>
        s with { Z = z, Front = s.Front * scale, Back = s.Back * scale, Side = s.Side * scale };

    private double Hermite(int i, double t, Func<LoftSection, double> of)
    {
        double a = of(_sections[i]);
        double b = of(_sections[i + 1]);
        double h = _sections[i + 1].Z - _sections[i].Z;
        double d0 = Slope(i, of) * h;
        double d1 = Slope(i + 1, of) * h;
        double t2 = t * t;
        double t3 = t2 * t;
        return a * (2 * t3 - 3 * t2 + 1) + d0 * (t3 - 2 * t2 + t) + b * (3 * t2 - 2 * t3) + d1 * (t3 - t2);
    }

    // The harmonic mean of the neighbouring slopes; 0 at a turning point.
    private double Slope(int i, Func<LoftSection, double> of)
    {
        double Secant(int k) => (of(_sections[k + 1]) - of(_sections[k])) / (_sections[k + 1].Z - _sections[k].Z);
        if (i == 0)
        {
            return Secant(0);
        }

        if (i == _sections.Length - 1)
        {
            return Secant(i - 1);
        }

        double l = Secant(i - 1);
        double r = Secant(i);
        return l * r <= 0 ? 0 : 2 * l * r / (l + r);
    }
}
