using System.Collections.Immutable;

namespace SceneForge.World.Roads.Curves;

/// <summary>A road's reference line: its plan curves one after another.</summary>
/// <param name="curves">At least one, by ascending start.</param>
public sealed class ReferenceLine(ImmutableArray<PlanCurve> curves)
{
    public ImmutableArray<PlanCurve> Curves { get; } = curves;

    /// <summary>Metres.</summary>
    public double Length { get; } = curves[^1].S + curves[^1].Length;

    /// <summary>The point at <paramref name="s"/> metres, held within the line.</summary>
    public PlanPoint At(double s)
    {
        s = Math.Clamp(s, 0, Length);
        int low = 0;
        int high = Curves.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Curves[middle].S <= s)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Curves[low].At(s - Curves[low].S);
    }
}
