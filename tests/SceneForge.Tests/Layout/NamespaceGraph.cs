namespace SceneForge.Tests.Layout;

/// <summary>
/// Which namespaces of a project use which others of it: by using directives, by names with a namespace in front, and by names of a namespace
/// above, which need neither.
/// </summary>
internal sealed class NamespaceGraph
{
    private readonly Dictionary<string, HashSet<string>> _declared = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _edges = new(StringComparer.Ordinal);

    public NamespaceGraph(IReadOnlyCollection<SourceFile> files)
    {
        foreach (SourceFile file in files.Where(f => f.Namespace.Length > 0))
        {
            if (!_declared.TryGetValue(file.Namespace, out HashSet<string>? names))
            {
                _declared.Add(file.Namespace, names = new HashSet<string>(StringComparer.Ordinal));
            }

            names.UnionWith(file.Declared);
        }

        foreach (SourceFile file in files.Where(f => f.Namespace.Length > 0))
        {
            foreach (string used in UsedBy(file).Where(n => n != file.Namespace && ProjectOf(n) == ProjectOf(file.Namespace)))
            {
                Add(file.Namespace, used, file.Path);
            }
        }
    }

    public int Namespaces => _declared.Count;

    public int Edges => _edges.Values.Sum(to => to.Count);

    /// <summary>Namespaces, of any project, whose names a file uses.</summary>
    public IEnumerable<string> UsedBy(SourceFile file)
    {
        string[] above = [.. Above(file.Namespace)];
        IEnumerable<string> unqualified = above.Where(_declared.ContainsKey).Where(n => file.Words.Any(w =>
            _declared[n].Contains(w) && !Declares(file.Namespace, w) && !file.Usings.Any(u => Declares(u, w))));
        return file.Usings.Where(_declared.ContainsKey).Concat(unqualified)
            .Concat(file.Qualified.Select(q => Resolve(q, [file.Namespace, .. above, ""])).OfType<string>());
    }

    /// <summary>Circles: sets of namespaces each of which can be reached from all others, told with the files that make them.</summary>
    public IEnumerable<string> Circles()
    {
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (string start in _edges.Keys)
        {
            string[] circle = [.. Reachable(start).Where(n => Reachable(n).Contains(start))];
            if (circle.Length > 0 && told.Add(start))
            {
                told.UnionWith(circle);
                yield return string.Join("\n  ", circle.SelectMany(a => _edges[a].Where(e => circle.Contains(e.Key))
                    .Select(e => $"{a} -> {e.Key}: {string.Join(", ", e.Value.Take(3).Select(System.IO.Path.GetFileName))}")).Prepend("circle"));
            }
        }
    }

    /// <summary>The project of a namespace: renderers' names have one part more.</summary>
    public static string ProjectOf(string ns)
    {
        string[] parts = ns.Split('.');
        return string.Join('.', parts.Take(parts.Length > 1 && parts[1] == "Renderers" ? 3 : 2));
    }

    private void Add(string from, string to, string path)
    {
        if (!_edges.TryGetValue(from, out SortedDictionary<string, SortedSet<string>>? targets))
        {
            _edges.Add(from, targets = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal));
        }

        if (!targets.TryGetValue(to, out SortedSet<string>? paths))
        {
            targets.Add(to, paths = new SortedSet<string>(StringComparer.Ordinal));
        }

        paths.Add(path);
    }

    private HashSet<string> Reachable(string from)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Stack<string> open = new([from]);
        while (open.TryPop(out string? at))
        {
            foreach (string next in _edges.TryGetValue(at, out var targets) ? targets.Keys : Enumerable.Empty<string>())
            {
                if (reached.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private bool Declares(string ns, string name) => _declared.TryGetValue(ns, out HashSet<string>? names) && names.Contains(name);

    // The longest beginning of a name that is a namespace, seen from within each of some namespaces, and declares what follows.
    private string? Resolve(string name, IEnumerable<string> within)
    {
        string[] parts = name.Split('.');
        for (int length = parts.Length - 1; length > 0; length--)
        {
            string head = string.Join('.', parts.Take(length));
            string? found = within.Select(w => w.Length == 0 ? head : $"{w}.{head}").FirstOrDefault(n => Declares(n, parts[length]));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<string> Above(string ns)
    {
        for (int dot = ns.LastIndexOf('.'); dot > 0; dot = ns.LastIndexOf('.'))
        {
            ns = ns[..dot];
            yield return ns;
        }
    }
}
