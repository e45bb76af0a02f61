using SceneForge.Quality.Coverage;

namespace SceneForge.Review.Queues;

/// <summary>
/// Looks (class, range, occlusion, weather, light) that only one sequence shows: coverage's tail cells. Pictures are remembered only as long as
/// their cell is one.
/// </summary>
internal sealed class RareCells
{
    private readonly Dictionary<VisibleCell, (int Sequence, List<int>? Pictures)> _cells = [];
    private readonly Lock _lock = new();

    /// <param name="cells">Cells of each picture of the sequence, each once.</param>
    public void Add(int sequence, IEnumerable<(VisibleCell Cell, int Picture)> cells)
    {
        lock (_lock)
        {
            foreach ((VisibleCell cell, int picture) in cells)
            {
                if (!_cells.TryGetValue(cell, out (int Sequence, List<int>? Pictures) known))
                {
                    _cells[cell] = (sequence, [picture]);
                }
                else if (known.Sequence == sequence)
                {
                    known.Pictures?.Add(picture);
                }
                else if (known.Pictures is not null)
                {
                    _cells[cell] = (known.Sequence, null);
                }
            }
        }
    }

    /// <summary>Rare cells by picture.</summary>
    public ILookup<int, VisibleCell> ByPicture()
    {
        lock (_lock)
        {
            return _cells.Where(c => c.Value.Pictures is not null).SelectMany(c => c.Value.Pictures!.Select(p => (Picture: p, Cell: c.Key)))
                .ToLookup(p => p.Picture, p => p.Cell);
        }
    }
}
