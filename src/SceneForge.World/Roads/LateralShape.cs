using System.Collections.Immutable;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads;

/// <summary>
/// Height of the surface over the superelevated plane as cubics of t at stations of s, linear between stations (ASAM OpenDRIVE 1.8, 10.5.2).
/// </summary>
/// <param name="Stations">By ascending s; in each the pieces by ascending t.</param>
public sealed record LateralShape(ImmutableArray<ShapeStation> Stations)
{
    public static LateralShape Flat { get; } = new([]);

    /// <summary>Height in metres and its slopes along s and t.</summary>
    public (double Height, double AlongS, double AlongT) At(double s, double t)
    {
        if (Stations.IsEmpty)
        {
            return default;
        }

        int index = 0;
        while (index + 1 < Stations.Length && Stations[index + 1].S <= s)
        {
            index++;
        }

        (double h0, double d0) = Stations[index].At(t);
        if (index + 1 == Stations.Length || s <= Stations[index].S)
        {
            return (h0, 0, d0);
        }

        double span = Stations[index + 1].S - Stations[index].S;
        double f = (s - Stations[index].S) / span;
        (double h1, double d1) = Stations[index + 1].At(t);
        return (h0 + (h1 - h0) * f, (h1 - h0) / span, d0 + (d1 - d0) * f);
    }
}

/// <summary>A cross section at one s.</summary>
/// <param name="Pieces">By ascending t; each holds up to the next.</param>
public sealed record ShapeStation(double S, ImmutableArray<CubicPiece> Pieces)
{
    public (double Height, double Slope) At(double t)
    {
        int index = 0;
        while (index + 1 < Pieces.Length && Pieces[index + 1].S <= t)
        {
            index++;
        }

        CubicPiece piece = Pieces[index];
        double dt = t - piece.S;
        return (piece.Cubic.At(dt), piece.Cubic.Slope(dt));
    }
}
