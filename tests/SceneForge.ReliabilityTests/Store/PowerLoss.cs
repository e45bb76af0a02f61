namespace SceneForge.ReliabilityTests.Store;

/// <summary>
/// What a disk may hold after the power fails: of a file, the bytes as of its last sync and any of the later writes, torn or as zeros; of a folder,
/// the names as of its last sync and any of the later changes. POSIX promises no more.
/// </summary>
internal sealed class PowerLoss
{
    private readonly string _base;
    private readonly FolderNode _root = new();
    private readonly List<Change> _pending = [];

    /// <param name="folder">A folder that was on the disk before.</param>
    /// <param name="steps">All that happened before the power failed.</param>
    public PowerLoss(string folder, IEnumerable<DiskStep> steps)
    {
        _base = folder;
        foreach (DiskStep step in steps)
        {
            Apply(step);
        }
    }

    /// <summary>Frames that somebody was told are safe.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>Makes one of the possible states.</summary>
    /// <param name="ordered">Whether changes of names reach the disk in their order, as journaling file systems have it; else any of them may be
    /// lost.</param>
    public void Materialize(string target, bool ordered, Random random)
    {
        int kept = random.Next(_pending.Count + 1);
        Dictionary<FolderNode, SortedDictionary<string, Node>> names = [];
        SortedDictionary<string, Node> Names(FolderNode folder) => names.TryGetValue(folder, out var known)
            ? known
            : names[folder] = new SortedDictionary<string, Node>(folder.Durable, StringComparer.Ordinal);
        for (int i = 0; i < _pending.Count; i++)
        {
            if (ordered ? i < kept : random.Next(2) == 0)
            {
                _pending[i].Apply(Names);
            }
        }

        Write(_root, target);

        void Write(FolderNode folder, string path)
        {
            Directory.CreateDirectory(path);
            foreach ((string name, Node node) in Names(folder))
            {
                string child = Path.Combine(path, name);
                if (node is FolderNode inner)
                {
                    Write(inner, child);
                }
                else
                {
                    File.WriteAllBytes(child, ((FileNode)node).AfterLoss(random));
                }
            }
        }
    }

    private void Apply(DiskStep step)
    {
        switch (step)
        {
            case DiskStep.Acknowledge a:
                Acknowledged.Add(a.Frame);
                break;
            case DiskStep.Write w:
                FileNode file = Find(w.Path) as FileNode ?? (FileNode)Name(w.Path, new FileNode());
                file.Live = w.Append ? [.. file.Live, .. w.Bytes] : w.Bytes;
                break;
            case DiskStep.Truncate t:
                FileNode cut = (FileNode)Find(t.Path)!;
                cut.Live = cut.Live[..(int)t.Length];
                break;
            case DiskStep.Create c:
                Name(c.Path, new FileNode());
                break;
            case DiskStep.CreateFolder c:
                Name(c.Path, new FolderNode());
                break;
            case DiskStep.Sync s:
                FileNode synced = (FileNode)Find(s.Path)!;
                synced.Durable = synced.Live;
                break;
            case DiskStep.SyncFolder s:
                FolderNode folder = (FolderNode)Find(s.Path)!;
                foreach (Change change in _pending.Where(p => p.Touches(folder)).ToArray())
                {
                    change.Apply(f => f.Durable);
                    _pending.Remove(change);
                }

                break;
            case DiskStep.Move m:
                Node moved = Find(m.Path)!;
                Rename([(Parent(m.Path), Path.GetFileName(m.Path), null), (Parent(m.Target), Path.GetFileName(m.Target), moved)]);
                break;
            case DiskStep.Delete d:
                Rename([(Parent(d.Path), Path.GetFileName(d.Path), null)]);
                break;
        }
    }

    private Node Name(string path, Node node)
    {
        Rename([(Parent(path), Path.GetFileName(path), node)]);
        return node;
    }

    private void Rename((FolderNode, string, Node?)[] parts)
    {
        Change change = new(parts);
        change.Apply(f => f.Live);
        _pending.Add(change);
    }

    private FolderNode Parent(string path) => (FolderNode)Find(Path.GetDirectoryName(path)!)!;

    private Node? Find(string path)
    {
        Node? node = _root;
        foreach (string name in Path.GetRelativePath(_base, path).Split(Path.DirectorySeparatorChar).Where(n => n != "."))
        {
            node = (node as FolderNode)?.Live.GetValueOrDefault(name);
        }

        return node;
    }

    private abstract class Node;

    private sealed class FolderNode : Node
    {
        public SortedDictionary<string, Node> Live { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, Node> Durable { get; } = new(StringComparer.Ordinal);
    }

    private sealed class FileNode : Node
    {
        public byte[] Live { get; set; } = [];

        public byte[] Durable { get; set; } = [];

        public byte[] AfterLoss(Random random)
        {
            if (Live.AsSpan().SequenceEqual(Durable))
            {
                return Live;
            }

            // Bytes that were added to synced ones may be torn; the synced ones stay.
            int safe = Live.AsSpan().StartsWith(Durable) ? Durable.Length : 0;
            byte[] torn = Live[..random.Next(safe, Live.Length + 1)];
            return random.Next(4) switch { 0 => Durable, 1 => Live, 2 => torn, _ => [.. torn, .. new byte[Live.Length - torn.Length]] };
        }
    }

    /// <summary>Names that change together.</summary>
    private sealed class Change((FolderNode Folder, string Name, Node? Node)[] parts)
    {
        public bool Touches(FolderNode folder) => parts.Any(p => p.Folder == folder);

        public void Apply(Func<FolderNode, SortedDictionary<string, Node>> namesOf)
        {
            foreach ((FolderNode folder, string name, Node? node) in parts)
            {
                if (node is null)
                {
                    namesOf(folder).Remove(name);
                }
                else
                {
                    namesOf(folder)[name] = node;
                }
            }
        }
    }
}
