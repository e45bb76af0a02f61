namespace SceneForge.Packaging.Output;

/// <summary>The spools of a format, by their tables' names.</summary>
internal sealed class RowSpools : IDisposable
{
    private readonly string _folder;
    private readonly Dictionary<string, RowSpool> _spools = new(StringComparer.Ordinal);

    /// <param name="keep">Where an earlier run left them.</param>
    public RowSpools(string folder, IEnumerable<KeyValuePair<string, SpoolMark>> keep)
    {
        _folder = folder;
        foreach ((string name, SpoolMark mark) in keep)
        {
            _spools.Add(name, new RowSpool(Path.Combine(folder, name), mark));
        }
    }

    public RowSpool this[string name]
    {
        get
        {
            if (!_spools.TryGetValue(name, out RowSpool? spool))
            {
                _spools.Add(name, spool = new RowSpool(Path.Combine(_folder, name), default));
            }

            return spool;
        }
    }

    /// <summary>Where they stand now.</summary>
    public IReadOnlyDictionary<string, SpoolMark> Marks() => _spools.ToDictionary(s => s.Key, s => s.Value.Mark(), StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (RowSpool spool in _spools.Values)
        {
            spool.Dispose();
        }
    }
}
