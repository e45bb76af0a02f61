using System.Collections.Immutable;

namespace SceneForge.Quality.Recasting;

/// <summary>A place where the file and the ray differ away from any edge.</summary>
/// <param name="Place">Pixel or point.</param>
/// <param name="What">What differs, for people.</param>
public sealed record Disagreement(int Sequence, string Sensor, int Frame, string Place, string What)
{
    public override string ToString() => $"sequence {Sequence}, {Sensor}, frame {Frame}, {Place}: {What}";
}

/// <summary>Outcome of recasting.</summary>
/// <param name="Agreeing">Rays that meet what the file says.</param>
/// <param name="NearEdges">Rays that differ within a pixel of an edge; they count for nothing.</param>
/// <param name="Disagreements">All others.</param>
public sealed record RecastTally(int Agreeing, int NearEdges, ImmutableArray<Disagreement> Disagreements)
{
    public static RecastTally Empty { get; } = new(0, 0, []);

    public int Rays => Agreeing + NearEdges + Disagreements.Length;

    public RecastTally WithAgreement() => this with { Agreeing = Agreeing + 1 };

    public RecastTally WithEdge() => this with { NearEdges = NearEdges + 1 };

    public RecastTally With(Disagreement disagreement) => this with { Disagreements = Disagreements.Add(disagreement) };

    public static RecastTally operator +(RecastTally a, RecastTally b) =>
        new(a.Agreeing + b.Agreeing, a.NearEdges + b.NearEdges, a.Disagreements.AddRange(b.Disagreements));
}
