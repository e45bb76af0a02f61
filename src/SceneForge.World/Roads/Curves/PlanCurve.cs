namespace SceneForge.World.Roads.Curves;

/// <summary>One geometry element of a road's plan view (ASAM OpenDRIVE 1.8, 9.2).</summary>
/// <param name="s">Where it starts on the road, metres.</param>
/// <param name="length">Metres along the curve.</param>
public abstract class PlanCurve(double s, double length)
{
    public double S { get; } = s;

    public double Length { get; } = length;

    /// <summary>The point <paramref name="ds"/> metres from the element's start.</summary>
    public abstract PlanPoint At(double ds);
}
