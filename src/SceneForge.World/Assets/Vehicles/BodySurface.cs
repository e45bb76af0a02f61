using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>The left half (y >= 0) of a vehicle's skin as an implicit surface.</summary>
internal sealed class BodySurface(BodyForm form) : IImplicitSurface
{
    private const double GradientStep = 0.004;

    public BodyForm Form { get; } = form;

    public double Field(Double3 p)
    {
        double y2 = p.Y * p.Y;
        double crown = Form.Crown * Curve.SmoothStep(Form.FloorZ + 0.15, Form.FloorZ + 0.5, p.Z);
        // The profile falls back to both ends.
        double bow = Form.Bow.At(p.X) * (p.X >= Form.Middle ? 1 : -1);
        double profile = Form.Profile.SignedDistance(p.X + bow * y2, p.Z + crown * y2);
        double side = p.Y - HalfWidth(p.X, p.Z);
        double upper = Curve.SmoothStep(Form.FloorZ + 0.04, Form.FloorZ + 0.25, p.Z);
        double radius = Form.FloorRadius + (Form.EdgeRadius.At(p.X) - Form.FloorRadius) * upper;
        return RoundedMax(profile, side, radius);
    }

    public Double3 Normal(Double3 p)
    {
        const double h = GradientStep;
        double dx = Field(new Double3(p.X + h, p.Y, p.Z)) - Field(new Double3(p.X - h, p.Y, p.Z));
        double dy = p.Y == 0 ? 0 : Field(new Double3(p.X, p.Y + h, p.Z)) - Field(new Double3(p.X, p.Y - h, p.Z));
        double dz = Field(new Double3(p.X, p.Y, p.Z + h)) - Field(new Double3(p.X, p.Y, p.Z - h));
        return new Double3(dx, dy, dz).Normalized();
    }

    /// <summary>Where the side wall stands at a place of the side view.</summary>
    public double HalfWidth(double x, double z)
    {
        double belt = Form.Belt.At(x);
        double share = (z - Form.FloorZ) / (belt - Form.FloorZ);
        double y = Form.Plan.At(x) + Form.LowerSection.At(Math.Min(share, 1));
        double above = Math.Max(0, z - belt);
        y -= Form.Ledge * Curve.SmoothStep(0, BodyForm.LedgeHeight, above) + above * (Form.Tumblehome.At(x) + Form.SideCurvature * above);
        if (Form.Crease is { } crease)
        {
            double under = crease.At(x) - z;
            y -= Form.CreaseDepth * Form.CreaseFade(x) * Curve.SmoothStep(0, BodyForm.CreaseHeight,
                under) * (1 - Curve.SmoothStep(BodyForm.CreaseHeight, 0.3, under));
        }

        foreach (double axle in Form.Axles)
        {
            double dx = x - axle;
            double dz = z - Form.WheelRadius;
            double outside = Math.Sqrt(dx * dx + dz * dz) - Form.ArchRadius;
            y += Form.Flare * (1 - Curve.SmoothStep(0, 0.34, outside));
        }

        return y;
    }

    /// <summary>The first point of the skin on a ray that starts inside.</summary>
    /// <exception cref="InvalidOperationException">The ray leaves no skin within 20 m.</exception>
    public Double3 Cast(Double3 from, Double3 direction)
    {
        Double3 unit = direction.Normalized();
        const double step = 0.04;
        double t = 0;
        while (Field(from + unit * (t + step)) < 0)
        {
            t += step;
            if (t > 20)
            {
                throw new InvalidOperationException("The body's outline is open.");
            }
        }

        double low = t;
        double high = t + step;
        for (int i = 0; i < 22; i++)
        {
            double middle = (low + high) / 2;
            if (Field(from + unit * middle) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return from + unit * low;
    }

    /// <summary>The skin's point seen from the left at (x, z); null where nothing is seen.</summary>
    public Double3? FromSide(double x, double z) => Approach(new Double3(x, 1.6, z), -Double3.UnitY, 1.6);

    /// <summary>The skin's point seen from the front at (y, z); null where nothing is seen.</summary>
    public Double3? FromFront(double y, double z) => Approach(new Double3(Form.Profile.MaxU + 0.1, y, z), -Double3.UnitX, 2);

    /// <summary>The skin's point seen from behind at (y, z); null where nothing is seen.</summary>
    public Double3? FromRear(double y, double z) => Approach(new Double3(Form.Profile.MinU - 0.1, y, z), Double3.UnitX, 2);

    /// <summary>The skin's point seen from above at (x, y); null where nothing is seen.</summary>
    public Double3? FromTop(double x, double y) => Approach(new Double3(x, y, Form.Profile.MaxV + 0.1), -Double3.UnitZ, Form.Profile.MaxV);

    /// <summary>The larger of two distances with a circular fillet of the given radius where they meet.</summary>
    private static double RoundedMax(double a, double b, double radius)
    {
        double u = Math.Max(a + radius, 0);
        double v = Math.Max(b + radius, 0);
        return Math.Min(-radius, Math.Max(a, b)) + Math.Sqrt(u * u + v * v);
    }

    private Double3? Approach(Double3 from, Double3 direction, double limit)
    {
        // The mirror image answers for the right half.
        double sign = from.Y < 0 ? -1 : 1;
        Double3 p = new(from.X, from.Y * sign, from.Z);
        Double3 unit = new(direction.X, direction.Y * sign, direction.Z);
        double travelled = 0;
        for (int i = 0; i < 400; i++)
        {
            double f = Field(p);
            if (f < 2e-5)
            {
                return new Double3(p.X, p.Y * sign, p.Z);
            }

            // The field exceeds the distance by less than a half.
            p += unit * (f * 0.6);
            travelled += f * 0.6;
            if (travelled > limit)
            {
                return null;
            }
        }

        return null;
    }
}
