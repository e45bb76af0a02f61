using System.Collections.Immutable;

namespace SceneForge.Quality.Coverage;

/// <summary>Which looks of things were seen under which skies.</summary>
public sealed class VisibleCoverage
{
    private readonly Dictionary<VisibleCell, (int Sightings, int Sequences)> _cells = [];

    /// <param name="reachableSkies">Weather and light that the spec can draw; null where it is not known: those that were seen.</param>
    public VisibleCoverage(IEnumerable<SequenceLook> sequences, IEnumerable<(string Weather, string Light)>? reachableSkies)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        SequenceLook[] all = [.. sequences];
        foreach ((VisibleCell cell, int count) in all.SelectMany(s => s.Sightings))
        {
            (int sightings, int holding) = _cells.GetValueOrDefault(cell);
            _cells[cell] = (sightings + count, holding + 1);
        }

        Skies = [.. (reachableSkies ?? all.Select(s => s.Sky)).Distinct().OrderBy(s => VisibleBins.Weathers.IndexOf(s.Weather))
            .ThenBy(s => VisibleBins.Lights.IndexOf(s.Light))];
        IEnumerable<VisibleCell> reachable = _cells.Keys.Select(c => c.Look).Distinct()
            .SelectMany(look => Skies.Select(sky => new VisibleCell(look.Class, look.Range, look.Occlusion, sky.Weather, sky.Light)));
        Empty = [.. VisibleBins.Order(reachable.Where(cell => !_cells.ContainsKey(cell)), cell => cell)];
    }

    /// <summary>Cells that were seen: how often, and in how many sequences.</summary>
    public IReadOnlyDictionary<VisibleCell, (int Sightings, int Sequences)> Cells => _cells;

    public ImmutableArray<(string Weather, string Light)> Skies { get; }

    /// <summary>
    /// Looks that were seen under another sky but not under this one, although the spec can draw it: what hides or nears a thing does not depend
    /// on the weather, so these can be filled.
    /// </summary>
    public ImmutableArray<VisibleCell> Empty { get; }
}
