using System.Collections.Immutable;
using SceneForge.Scenarios.Designs;

namespace SceneForge.Quality.Coverage;

/// <summary>A level of one factor, or of two together, of a design.</summary>
/// <param name="First">Index of the factor.</param>
/// <param name="Second">Index of the other factor, above the first; -1 for a level alone.</param>
public readonly record struct DesignCell(int First, int FirstLevel, int Second, int SecondLevel);

/// <summary>Which levels of a design's factors, alone and in pairs, occur in a dataset.</summary>
public sealed class DesignCoverage
{
    private readonly Dictionary<DesignCell, int> _counts = [];

    public DesignCoverage(DesignSpace space, IEnumerable<SequenceLook> sequences)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(sequences);
        Space = space;
        foreach (SequenceLook sequence in sequences)
        {
            int[] levels = LevelsOf(space, sequence);
            foreach (DesignCell cell in Cells.Where(c => levels[c.First] == c.FirstLevel && (c.Second < 0 || levels[c.Second] == c.SecondLevel)))
            {
                _counts[cell] = _counts.GetValueOrDefault(cell) + 1;
            }
        }

        Empty = [.. Cells.Where(c => CountOf(c) == 0 && IsReachable(c))];
        Unreachable = [.. Cells.Where(c => !IsReachable(c))];
    }

    public DesignSpace Space { get; }

    /// <summary>Levels and pairs that may occur and do not.</summary>
    public ImmutableArray<DesignCell> Empty { get; }

    /// <summary>Levels and pairs that the constraints forbid.</summary>
    public ImmutableArray<DesignCell> Unreachable { get; }

    /// <summary>Every level, then every pair.</summary>
    public IEnumerable<DesignCell> Cells
    {
        get
        {
            ImmutableArray<DesignFactor> factors = Space.Factors;
            for (int a = 0; a < factors.Length; a++)
            {
                for (int level = 0; level < factors[a].Levels.Length; level++)
                {
                    yield return new DesignCell(a, level, -1, -1);
                }
            }

            for (int a = 0; a < factors.Length; a++)
            {
                for (int b = a + 1; b < factors.Length; b++)
                {
                    for (int i = 0; i < factors[a].Levels.Length * factors[b].Levels.Length; i++)
                    {
                        yield return new DesignCell(a, i / factors[b].Levels.Length, b, i % factors[b].Levels.Length);
                    }
                }
            }
        }
    }

    /// <summary>Level of each factor in a sequence; -1 where it was not drawn.</summary>
    public static int[] LevelsOf(DesignSpace space, SequenceLook sequence)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(sequence);
        return [.. space.Factors.Select(f =>
            sequence.Drawn.TryGetValue(f.Pointer, out Scenarios.Sampled.SampledValue value) ? f.LevelOf(value) : -1)];
    }

    /// <summary>Sequences that hold a cell.</summary>
    public int CountOf(DesignCell cell) => _counts.GetValueOrDefault(cell);

    /// <summary>A cell for people.</summary>
    public string NameOf(DesignCell cell)
    {
        string Part(int factor, int level) => $"{Space.Factors[factor].Name} = {Space.Factors[factor].Levels[level]}";
        return cell.Second < 0
            ? Part(cell.First, cell.FirstLevel)
            : $"{Part(cell.First, cell.FirstLevel)} with {Part(cell.Second, cell.SecondLevel)}";
    }

    private bool IsReachable(DesignCell cell)
    {
        int[] row = new int[Space.Factors.Length];
        Array.Fill(row, -1);
        row[cell.First] = cell.FirstLevel;
        if (cell.Second >= 0)
        {
            row[cell.Second] = cell.SecondLevel;
        }

        return Space.CanOccur(row);
    }
}
