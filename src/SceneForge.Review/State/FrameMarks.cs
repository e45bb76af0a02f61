using System.Collections.Concurrent;
using System.Security.Cryptography;
using SceneForge.Frames.Storage;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;

namespace SceneForge.Review.State;

/// <summary>Which pictures are gold and which are in quarantine, as sets; made again only after an act that changes them.</summary>
internal sealed class FrameMarks(ReviewedDataset dataset)
{
    private readonly ConcurrentDictionary<int, string> _manifests = [];
    private long _version = -1;
    private FrameSet _gold = new(0);
    private HashSet<string> _changed = [];
    private FrameSet _quarantined = new(0);

    /// <summary>Looks at the files themselves.</summary>
    public FileIntegrity Integrity { get; } = new(dataset);

    /// <summary>Pictures that people vouched for and whose files are unchanged.</summary>
    public FrameSet Gold(ReviewState state)
    {
        Refresh(state);
        return _gold;
    }

    /// <summary>Pictures that were set aside and whose files are unchanged.</summary>
    public FrameSet Quarantined(ReviewState state)
    {
        Refresh(state);
        return _quarantined;
    }

    /// <summary>Words for a picture's marks: gold, gold_changed, quarantined.</summary>
    public IEnumerable<string> Of(ReviewState state, FrameKey key) => Words(state)(key.ToString());

    /// <summary>The same for any frame, as of now.</summary>
    public Func<string, IEnumerable<string>> Words(ReviewState state)
    {
        Refresh(state);
        (FrameSet gold, FrameSet quarantined, HashSet<string> changed) = (_gold, _quarantined, _changed);
        return Find;

        IEnumerable<string> Find(string frame)
        {
            int index = FrameKey.TryParse(frame, out FrameKey key) ? dataset.IndexOf(key) : -1;
            if (index >= 0 && gold[index])
            {
                yield return "gold";
            }
            else if (changed.Contains(frame))
            {
                yield return "gold_changed";
            }

            if (index >= 0 && quarantined[index])
            {
                yield return "quarantined";
            }
        }
    }

    public string DigestOf(FrameKey key) => dataset.Digest(key) ?? "";

    /// <summary>Pictures that an act set aside, as far as their files are still those that it named.</summary>
    public FrameSet Of(QuarantineAct act)
    {
        FrameSet set = new(dataset.Count);
        foreach ((int sequence, string manifest) in act.Sequences.Zip(act.Manifests ?? [])
            .Where(s => dataset.HasSequence(s.First) && ManifestOf(s.First) == s.Second))
        {
            foreach (int frame in dataset.FramesOf(sequence))
            {
                foreach (string camera in dataset.Cameras)
                {
                    set[dataset.IndexOf(new FrameKey(sequence, camera, frame))] = true;
                }
            }
        }

        foreach ((string frame, string hash) in (act.Frames ?? []).Zip(act.Hashes ?? []))
        {
            if (FrameKey.TryParse(frame, out FrameKey key) && dataset.Digest(key) == hash)
            {
                set[dataset.IndexOf(key)] = true;
            }
        }

        return set;
    }

    /// <summary>An act that sets pictures aside: whole sequences by their manifests, else pictures by their digests.</summary>
    public QuarantineAct Aside(string cause, FrameSet pictures)
    {
        int perSequence = dataset.Frames * dataset.Cameras.Length;
        ILookup<bool, IGrouping<int, int>> whole = pictures.Members.GroupBy(dataset.PlaceOf).ToLookup(g => g.Count() == perSequence);
        int[] sequences = [.. whole[true].Select(g => dataset.Reader.Sequences[g.Key])];
        FrameKey[] frames = [.. whole[false].SelectMany(g => g).Select(i => dataset[i])];
        dataset.LearnDigests(frames);
        return new QuarantineAct(cause, sequences, [.. sequences.Select(ManifestOf)], [.. frames.Select(f => f.ToString())],
            [.. frames.Select(f => dataset.Digest(f) ?? "")]);
    }

    /// <summary>An act that names whole sequences, with their manifests.</summary>
    /// <exception cref="ActException">A sequence is not there.</exception>
    public QuarantineAct Complete(QuarantineAct act) => act.Frames is null && act.Sequences.All(dataset.HasSequence)
        ? act with { Manifests = [.. act.Sequences.Select(ManifestOf)] }
        : throw new ActException("The act names sequences that are not there.");

    private string ManifestOf(int sequence) => _manifests.GetOrAdd(sequence, n =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(DatasetLayout.Sequence(dataset.Reader.Folder, n),
            DatasetLayout.ManifestFile)))));

    private void Refresh(ReviewState state)
    {
        if (_version == state.MarksVersion)
        {
            return;
        }

        FrameSet gold = new(dataset.Count);
        GoldFrame[] vouched = [.. GoldSet.Of(state, dataset)];
        foreach (GoldFrame frame in vouched.Where(g => g.IsUnchanged))
        {
            _ = FrameKey.TryParse(frame.Frame, out FrameKey key);
            gold[dataset.IndexOf(key)] = true;
        }

        _gold = gold;
        _changed = vouched.Where(g => !g.IsUnchanged).Select(g => g.Frame).ToHashSet(StringComparer.Ordinal);
        _quarantined = state.Quarantines.Aggregate(new FrameSet(dataset.Count), (all, q) => all.Or(Of((QuarantineAct)q.Act)));
        _version = state.MarksVersion;
    }
}
