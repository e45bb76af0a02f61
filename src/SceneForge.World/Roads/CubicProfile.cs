using System.Collections.Immutable;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads;

/// <summary>A value with its first and second derivative.</summary>
public readonly record struct Jet(double Value, double Slope, double Bend)
{
    public static Jet operator +(Jet a, Jet b) => new(a.Value + b.Value, a.Slope + b.Slope, a.Bend + b.Bend);

    public static Jet operator -(Jet a, Jet b) => new(a.Value - b.Value, a.Slope - b.Slope, a.Bend - b.Bend);

    public static Jet operator *(Jet a, double f) => new(a.Value * f, a.Slope * f, a.Bend * f);
}

/// <summary>A cubic that holds from a place on; its argument is the distance from there.</summary>
public readonly record struct CubicPiece(double S, Cubic Cubic);

/// <summary>
/// A function of s in cubic pieces: elevation, superelevation, lane offset, lane width. Each piece holds up to the next;
/// before the first the first one's own start value holds.
/// </summary>
/// <param name="Pieces">By ascending s; none: zero everywhere.</param>
public sealed record CubicProfile(ImmutableArray<CubicPiece> Pieces)
{
    public static CubicProfile Zero { get; } = new([]);

    public Jet At(double s)
    {
        if (Pieces.IsEmpty)
        {
            return default;
        }

        int index = 0;
        while (index + 1 < Pieces.Length && Pieces[index + 1].S <= s)
        {
            index++;
        }

        CubicPiece piece = Pieces[index];
        double ds = s - piece.S;
        return ds < 0 ? new Jet(piece.Cubic.A, 0, 0) : new Jet(piece.Cubic.At(ds), piece.Cubic.Slope(ds), piece.Cubic.Bend(ds));
    }
}
