using SceneForge.Scenarios.Numerics;
using SceneForge.World.Geometry;

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

    /// <summary>The section at a height, between the given ones by cubic Hermite curves with limited slopes (Fritsch and Butland 1984), which never overshoot.</summary>
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

    /// <summary>Adds the part of the body between two heights; ends are closed with domes of the given heights (0: flat).</summary>
    /// <param name="grow">Outward distance as a function of the height, such as the looseness of a garment.</param>
    public void AddTo(MeshBuilder mesh, int columns, int rows, double bottomDome, double topDome, double? from = null, double? to = null, Func<double, double>? grow = null)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        double z0 = from ?? Bottom;
        double z1 = to ?? Top;
        List<(LoftSection Section, double Scale)> rings = [];
        LoftSection Grown(double z) => grow is null ? At(z) : At(z).Grown(grow(z));
        // A low dome is a lid: one ring is enough.
        int DomeRings(double height) => height < 0.25 * Math.Min(At(z0).Side, At(z1).Side) ? 1 : 3;
        int below = DomeRings(bottomDome);
        for (int i = 0; i < below; i++)
        {
            double a = Math.PI / 2 * i / below;
            rings.Add((Grown(z0) with { Z = z0 - bottomDome * StrictMath.Cos(a) }, i == 0 ? 0 : StrictMath.Sin(a)));
        }

        for (int r = 0; r <= rows; r++)
        {
            rings.Add((Grown(z0 + (z1 - z0) * r / rows), 1));
        }

        int above = DomeRings(topDome);
        for (int i = above - 1; i >= 0; i--)
        {
            double a = Math.PI / 2 * i / above;
            rings.Add((Grown(z1) with { Z = z1 + topDome * StrictMath.Cos(a) }, i == 0 ? 0 : StrictMath.Sin(a)));
        }

        mesh.Grid(rings.Count, columns, (r, c) =>
        {
            (LoftSection s, double scale) = rings[r];
            return (s with { Front = s.Front * scale, Back = s.Back * scale, Side = s.Side * scale }).At(2 * Math.PI * c / columns);
        }, closed: true);
    }

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
