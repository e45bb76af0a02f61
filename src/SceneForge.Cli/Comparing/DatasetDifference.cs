using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;

namespace SceneForge.Cli.Comparing;

/// <summary>In what two datasets differ, by their documents and manifests; pictures and points by their hashes.</summary>
/// <param name="Lines">For people.</param>
internal sealed record DatasetDifference(bool Same, ImmutableArray<string> Lines)
{
    private const int MostNamed = 20;

    public static DatasetDifference Of(DatasetReader a, DatasetReader b, CancellationToken cancellation)
    {
        List<string> lines = [];
        void Field(string name, string left, string right)
        {
            if (left != right)
            {
                lines.Add($"{name}: {left} | {right}");
            }
        }

        Field("version", a.ToolVersion, b.ToolVersion);
        Field("scenario", a.Scenario, b.Scenario);
        Field("spec", a.SpecHash[..12], b.SpecHash[..12]);
        Field("seed", Number(a.Seed), Number(b.Seed));
        Field("scene seed", Number(a.SceneSeed), Number(b.SceneSeed));
        Field("variations", Number(a.Variations), Number(b.Variations));
        Field("renderer", a.Renderer, b.Renderer);
        foreach (string input in a.Inputs.Keys.Union(b.Inputs.Keys).Order(StringComparer.Ordinal))
        {
            Field($"input {input}", a.Inputs.GetValueOrDefault(input, "absent"), b.Inputs.GetValueOrDefault(input, "absent"));
        }

        Numbered(lines, "only in the first", a.Sequences.Except(b.Sequences));
        Numbered(lines, "only in the second", b.Sequences.Except(a.Sequences));
        int[] both = [.. a.Sequences.Intersect(b.Sequences)];
        SortedDictionary<string, (int Same, int Other, int Lone)> kinds = new(StringComparer.Ordinal);
        LabelChanges labels = new();
        foreach (int number in both)
        {
            cancellation.ThrowIfCancellationRequested();
            Dictionary<string, string> left = a.FilesOf(number).ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal);
            Dictionary<string, string> right = b.FilesOf(number).ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal);
            foreach (string path in left.Keys.Union(right.Keys))
            {
                string kind = KindOf(path);
                (int same, int other, int lone) = kinds.GetValueOrDefault(kind);
                bool inBoth = left.TryGetValue(path, out string? one) & right.TryGetValue(path, out string? two);
                kinds[kind] = !inBoth ? (same, other, lone + 1) : one == two ? (same + 1, other, lone) : (same, other + 1, lone);
            }

            if (left.GetValueOrDefault("scenario.json") != right.GetValueOrDefault("scenario.json"))
            {
                Drawn(lines, number, a.OpenSequence(number), b.OpenSequence(number));
            }

            if (left.Any(f => f.Key.StartsWith("labels/", StringComparison.Ordinal) && right.TryGetValue(f.Key, out string? two) && two != f.Value))
            {
                labels.Add(a.OpenSequence(number), b.OpenSequence(number));
            }
        }

        foreach ((string kind, (int same, int other, int lone)) in kinds.Where(k => k.Value.Other + k.Value.Lone > 0))
        {
            lines.Add($"{kind}: {other} of {same + other + lone} files differ{(lone > 0 ? $", {lone} are in one alone" : "")}");
        }

        lines.AddRange(labels.Lines);
        bool equal = lines.Count == 0;
        lines.Add(equal
            ? $"The same: {both.Length} sequences, every file; root hash {DatasetRoot.HashOf(a.Folder)}"
            : $"Root hashes: {DatasetRoot.HashOf(a.Folder)} | {DatasetRoot.HashOf(b.Folder)}");
        return new DatasetDifference(equal, [.. lines]);
    }

    // A folder's name and a frame's number say which file; what it is, its ending does.
    private static string KindOf(string path)
    {
        string name = path.Split('/')[^1];
        return !path.Contains('/', StringComparison.Ordinal) ? path : path.StartsWith("labels/", StringComparison.Ordinal) ? "labels"
            : name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }

    private static void Drawn(List<string> lines, int number, SequenceReader a, SequenceReader b)
    {
        (JObject one, JObject two) = ((JObject)a.Scenario().Token, (JObject)b.Scenario().Token);
        foreach (string member in (string[])["drawn", "conditions"])
        {
            (JObject left, JObject right) = (one[member] as JObject ?? [], two[member] as JObject ?? []);
            string[] changed = [.. left.Properties().Concat(right.Properties()).Select(p => p.Name).Distinct(StringComparer.Ordinal)
                .Where(n => !JToken.DeepEquals(left[n], right[n]))];
            lines.AddRange(changed.Take(MostNamed).Select(n =>
                $"sequence {Number(number)} {member} {n}: {Text(left[n])} | {Text(right[n])}"));
            if (changed.Length > MostNamed)
            {
                lines.Add($"sequence {Number(number)} {member}: {changed.Length - MostNamed} more");
            }
        }

        static string Text(JToken? token) => token?.ToString(Newtonsoft.Json.Formatting.None) ?? "absent";
    }

    private static void Numbered(List<string> lines, string what, IEnumerable<int> numbers)
    {
        int[] all = [.. numbers];
        if (all.Length > 0)
        {
            string more = all.Length > MostNamed ? ", ..." : "";
            lines.Add($"sequences {what}: {string.Join(", ", all.Take(MostNamed).Select(n => Number(n)))}{more}");
        }
    }

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>How labels of the same pictures differ.</summary>
    private sealed class LabelChanges
    {
        private int _pictures;
        private int _gone;
        private int _new;
        private int _moved;
        private double _pixels;
        private double _metres;

        public IEnumerable<string> Lines => _pictures == 0
            ? []
            : [string.Create(CultureInfo.InvariantCulture,
                $"labels of {_pictures} pictures: {_gone} objects gone, {_new} new, {_moved} changed: boxes by up to {_pixels:0.#} px, "
                    + $"centres by up to {_metres:0.###} m")];

        public void Add(SequenceReader a, SequenceReader b)
        {
            for (int frame = 0; frame < Math.Min(a.FrameTimes.Length, b.FrameTimes.Length); frame++)
            {
                ImmutableArray<StoredPicture> others = b.ReadFrame(frame).Cameras;
                foreach (StoredPicture picture in a.ReadFrame(frame).Cameras)
                {
                    if (others.FirstOrDefault(o => o.Camera == picture.Camera) is { } other)
                    {
                        Compare(picture, other);
                    }
                }
            }
        }

        private void Compare(StoredPicture a, StoredPicture b)
        {
            Dictionary<int, ObjectLabel> right = b.Objects.ToDictionary(o => o.ObjectId);
            _pictures++;
            _new += b.Objects.Select(o => o.ObjectId).Except(a.Objects.Select(o => o.ObjectId)).Count();
            foreach (ObjectLabel label in a.Objects)
            {
                if (!right.TryGetValue(label.ObjectId, out ObjectLabel? other))
                {
                    _gone++;
                    continue;
                }

                double pixels = new[] { label.Amodal.XMin - other.Amodal.XMin, label.Amodal.YMin - other.Amodal.YMin,
                    label.Amodal.XMax - other.Amodal.XMax, label.Amodal.YMax - other.Amodal.YMax }.Max(Math.Abs);
                double metres = (label.WorldFromBox.Translation - other.WorldFromBox.Translation).Length;
                if (pixels > 0 || metres > 0 || label.VisiblePixels != other.VisiblePixels)
                {
                    _moved++;
                    (_pixels, _metres) = (Math.Max(_pixels, pixels), Math.Max(_metres, metres));
                }
            }
        }
    }
}
