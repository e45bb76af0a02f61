using System.Collections.Immutable;
using SceneForge.Quality.Coverage;
using SceneForge.Scenarios.Designs;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Quality.Planning;

/// <summary>Puts empty levels and pairs of a design into as few rows as a greedy search finds.</summary>
internal static class DesignPlanner
{
    private const int Open = -1;

    public static IEnumerable<PlannedRow> Plan(DesignCoverage design)
    {
        DesignSpace space = design.Space;
        List<(int[] Levels, List<string> Names)> rows = [];

        // Pairs first: their levels come with them.
        foreach (DesignCell cell in design.Empty.OrderBy(c => c.Second < 0))
        {
            int[] wanted = RowOf(space, cell);
            (int[] Levels, List<string> Names) room = rows.Find(r => Joined(r.Levels, wanted) is { } joined && space.CanOccur(joined));
            if (room.Levels is null)
            {
                rows.Add((wanted, [design.NameOf(cell)]));
            }
            else
            {
                Joined(room.Levels, wanted)!.CopyTo(room.Levels, 0);
                room.Names.Add(design.NameOf(cell));
            }
        }

        return rows.Select(r => new PlannedRow($"Design: {string.Join("; ", r.Names)}", PinsOf(space, r.Levels), r.Names.Count));
    }

    /// <summary>Pins to levels; factors at -1 stay free.</summary>
    public static ImmutableSortedDictionary<string, Pin> PinsOf(DesignSpace space, int[] levels) => Enumerable.Range(0, levels.Length)
        .Where(f => levels[f] != Open)
        .ToImmutableSortedDictionary(f => space.Factors[f].Pointer, f => PinTo(space.Factors[f], levels[f]), StringComparer.Ordinal);

    private static Pin PinTo(DesignFactor factor, int level)
    {
        (SampledValue low, SampledValue high) = factor.ValuesOf(level);
        return new Pin(low, high, IsRange: low != high);
    }

    private static int[] RowOf(DesignSpace space, DesignCell cell)
    {
        int[] row = new int[space.Factors.Length];
        Array.Fill(row, Open);
        row[cell.First] = cell.FirstLevel;
        if (cell.Second >= 0)
        {
            row[cell.Second] = cell.SecondLevel;
        }

        return row;
    }

    private static int[]? Joined(int[] a, int[] b) =>
        a.Zip(b).All(p => p.First == p.Second || p.First == Open || p.Second == Open) ? [.. a.Zip(b, (x, y) => x == Open ? y : x)] : null;
}
