using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Scales a design's control points: along x about the rear axle, along z above the floor.</summary>
internal readonly record struct Stretch(double Length, double Height)
{
    private const double Floor = 0.2;

    public double X(double x) => x * Length;

    /// <summary>Heights below the floor's stay, so that the ground clearance does.</summary>
    public double Z(double z) => z <= Floor ? z : Floor + (z - Floor) * Height;

    public Outline Outline(params OutlinePoint[] points)
    {
        Stretch self = this;
        return new Outline([.. points.Select(p => new OutlinePoint(self.X(p.U), self.Z(p.V), p.Radius))]);
    }

    /// <summary>A curve over x of widths, slopes or radii.</summary>
    public Curve Curve(params (double X, double Y)[] points)
    {
        Stretch self = this;
        return new Curve([.. points.Select(p => (self.X(p.X), p.Y))]);
    }

    /// <summary>A curve over x of heights.</summary>
    public Curve HeightCurve(params (double X, double Z)[] points)
    {
        Stretch self = this;
        return new Curve([.. points.Select(p => (self.X(p.X), self.Z(p.Z)))]);
    }

    /// <summary>An outline in a view along x: only heights are scaled.</summary>
    public Outline Face(params OutlinePoint[] points)
    {
        Stretch self = this;
        return new Outline([.. points.Select(p => new OutlinePoint(p.U, self.Z(p.V), p.Radius))]);
    }
}
