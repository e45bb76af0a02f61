using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Coverage;
using SceneForge.Review.Data;
using SceneForge.Base.Input;

namespace SceneForge.Review.Queues;

/// <summary>
/// What <c>sceneforge check</c> left beside the dataset: findings by picture, and near-duplicates. They count only for the content that was
/// checked (its root hash).
/// </summary>
internal sealed class CheckResults
{
    /// <summary>Names that stand for any check that failed, and for any that is borderline.</summary>
    public const string Failed = "failed", Borderline = "borderline";

    private static readonly CheckResults Unread = new("reading", "The stored checks are being read.");

    private readonly Dictionary<int, List<Finding>> _findings = [];
    private readonly Dictionary<string, FrameSet> _byCheck = new(StringComparer.Ordinal);
    private readonly Dictionary<int, FrameKey> _resembles = [];

    private CheckResults(string state, string sentence) => (State, Sentence) = (state, sentence);

    /// <summary><c>reading</c>, <c>missing</c>, <c>outdated</c>, <c>damaged</c> or <c>current</c>.</summary>
    public string State { get; }

    /// <summary>What the state means, and what to do.</summary>
    public string Sentence { get; }

    /// <summary>Every check that was run, and on how many pictures it found something.</summary>
    public ImmutableArray<(string Name, int Pictures)> Checks { get; private init; } = [];

    /// <summary>Before anything was read. A gate's queue stays so: its checks would tell planted frames from drawn ones.</summary>
    public static CheckResults None => Unread;

    /// <summary>Reads what is there.</summary>
    /// <param name="root">Hash of the dataset as it is.</param>
    public static CheckResults Read(ReviewedDataset dataset, string root)
    {
        string folder = dataset.Reader.Folder;
        const string make = "Make them: sceneforge check DIR, then choose a queue again.";
        if (!File.Exists(Path.Combine(folder, CheckReport.File)))
        {
            return new CheckResults("missing", $"This dataset was not checked. {make}");
        }

        try
        {
            JsonNode report = JsonFile.Read(Path.Combine(folder, CheckReport.File), JsonLimits.Stored);
            _ = report.Get("schema").AsChoice(CheckReport.Schema);
            return report.Get("root").AsString() == root
                ? Read(dataset, report, root)
                : new CheckResults("outdated", $"The stored checks are of other files than these. {make}");
        }
        catch (Exception e) when (e is InputException or IOException)
        {
            return new CheckResults("damaged", $"The stored checks do not read. {make}");
        }
    }

    /// <summary>
    /// Findings of a picture, of its frame and of the frame's sweeps: failed ones first, then by how far they lie beyond their limit.
    /// </summary>
    public IReadOnlyList<Finding> Of(int index) => _findings.GetValueOrDefault(index) ?? [];

    /// <summary>
    /// Pictures with a finding of a check, or with <see cref="Failed"/> or <see cref="Borderline"/> ones; null where there are none.
    /// </summary>
    public FrameSet? With(string check) => _byCheck.GetValueOrDefault(check);

    /// <summary>A picture of another sequence that looks alike, where there is one.</summary>
    public FrameKey? Resembles(int index) => _resembles.TryGetValue(index, out FrameKey other) ? other : null;

    private static CheckResults Read(ReviewedDataset dataset, JsonNode report, string root)
    {
        string[] names = [.. report.Get("checks").Items().Where(c => c.Find("not_run") is null).Select(c => c.Get("name").AsString())];
        CheckResults results = new("current", "");
        foreach (JsonNode node in report.Get("findings").Items())
        {
            Finding finding = new(
                node.Get("check").AsString(),
                node.Get("severity").AsString() == "critical" ? Severity.Critical : Severity.Warning,
                node.Get("sequence").AsInteger(0),
                node.Get("frame").AsInteger(0),
                node.Get("sensor").AsString(),
                node.Get("measured").AsNumber(),
                node.Get("limit").AsNumber(),
                node.Get("sentence").AsString());
            foreach (string camera in dataset.Cameras.Contains(finding.Sensor) ? [finding.Sensor] : dataset.Cameras)
            {
                results.Add(dataset, finding, dataset.IndexOf(new FrameKey(finding.Sequence, camera, finding.Frame)));
            }
        }

        foreach (List<Finding> findings in results._findings.Values)
        {
            findings.Sort((a, b) => (b.Severity, Excess(b)).CompareTo((a.Severity, Excess(a))));
        }

        results.AddDuplicates(dataset, root);
        return new CheckResults(results) { Checks = [.. names.Select(n => (n, results.With(n)?.Count ?? 0))] };
    }

    private CheckResults(CheckResults from)
        : this(from.State, from.Sentence) => (_findings, _byCheck, _resembles) = (from._findings, from._byCheck, from._resembles);

    private void Add(ReviewedDataset dataset, Finding finding, int index)
    {
        if (index < 0)
        {
            return;
        }

        if (!_findings.TryGetValue(index, out List<Finding>? findings))
        {
            _findings[index] = findings = [];
        }

        findings.Add(finding);
        foreach (string name in (string[])[finding.Check, finding.Severity == Severity.Critical ? Failed : Borderline])
        {
            if (!_byCheck.TryGetValue(name, out FrameSet? set))
            {
                _byCheck[name] = set = new FrameSet(dataset.Count);
            }

            set[index] = true;
        }
    }

    // checks/coverage.json; without it nothing is a near-duplicate.
    private void AddDuplicates(ReviewedDataset dataset, string root)
    {
        string path = Path.Combine(dataset.Reader.Folder, CoverageReport.File);
        if (!File.Exists(path))
        {
            return;
        }

        JsonNode coverage = JsonFile.Read(path, JsonLimits.Stored);
        if (coverage.Get("root").AsString() != root)
        {
            return;
        }

        foreach (JsonNode pair in coverage.Get("near_duplicates").Find("pairs")?.Items() ?? [])
        {
            string camera = pair.Get("camera").AsString();
            FrameKey first = new(pair.Get("first_sequence").AsInteger(0), camera, pair.Get("first_frame").AsInteger(0));
            FrameKey second = new(pair.Get("second_sequence").AsInteger(0), camera, pair.Get("second_frame").AsInteger(0));
            foreach ((FrameKey one, FrameKey other) in ((FrameKey, FrameKey)[])[(first, second), (second, first)])
            {
                if (dataset.IndexOf(one) is >= 0 and int index)
                {
                    _resembles.TryAdd(index, other);
                }
            }
        }
    }

    private static double Excess(Finding finding) => finding.Limit == 0 ? double.MaxValue : finding.Measured / finding.Limit;
}
