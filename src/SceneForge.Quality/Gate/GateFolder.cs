using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Gate;

/// <summary>
/// The gate's files beside a dataset: <c>gate/attempt-01/</c> with policy, draw, planted frames, decision log and certificate, and so on for
/// every attempt. Folder and files are the owner's alone: the draw tells drawn frames from planted ones.
/// </summary>
public sealed class GateFolder
{
    public const string Name = "gate";

    private readonly string _dataset;

    public GateFolder(string dataset) => _dataset = dataset;

    /// <summary>Number of the latest attempt; 0 where none was drawn.</summary>
    public int LatestAttempt
    {
        get
        {
            string root = Path.Combine(_dataset, Name);
            return !Directory.Exists(root) ? 0 : Directory.GetDirectories(root, "attempt-*")
                .Select(d => int.TryParse(Path.GetFileName(d)["attempt-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int n)
                    ? n
                    : 0)
                .DefaultIfEmpty(0).Max();
        }
    }

    public string CertificatePath(int attempt) => PathOf(attempt, "certificate.json");

    /// <summary>Folder of the frames that people judge.</summary>
    public string QueuePath(int attempt) => PathOf(attempt, "queue");

    public bool HasQueue(int attempt) => Directory.Exists(QueuePath(attempt));

    /// <summary>Puts a draw and an empty log under the number that the draw says.</summary>
    /// <exception cref="IOException">The attempt is there already.</exception>
    public void Create(GateDraw draw, GatePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentNullException.ThrowIfNull(policy);
        string folder = Path.GetDirectoryName(PathOf(draw.Attempt, "draw.json"))!;
        if (Directory.Exists(folder))
        {
            throw new IOException($"{folder} is there already.");
        }

        string making = folder + ".partial";
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }

        CreatePrivate(making);
        DecisionLog log = DecisionLog.Open(GateDocuments.Sha256(draw));
        Write(Path.Combine(making, "policy.json"), policy.Canonical + "\n");
        Write(Path.Combine(making, "planted.json"), CanonicalJson.Write(GateDocuments.Write([])) + "\n");
        Write(Path.Combine(making, "decisions.jsonl"), Encoding.UTF8.GetString(log.ToBytes()));
        Write(Path.Combine(making, "head.json"), Head(log.Head));
        Write(Path.Combine(making, "draw.json"), CanonicalJson.Write(GateDocuments.Write(draw)) + "\n");
        Directory.Move(making, folder);
    }

    /// <summary>Notes the planted frames of an attempt, before anybody judges.</summary>
    public void WritePlanted(int attempt, IEnumerable<PlantedItem> planted) =>
        Replace(PathOf(attempt, "planted.json"), CanonicalJson.Write(GateDocuments.Write(planted)) + "\n");

    /// <summary>Makes the queue of an attempt; one that was not finished is begun anew.</summary>
    /// <param name="write">Writes the frames into the folder that it is given, and says what was planted.</param>
    public void CreateQueue(int attempt, Func<string, IEnumerable<PlantedItem>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string making = QueuePath(attempt) + ".partial";
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }

        CreatePrivate(making);
        WritePlanted(attempt, write(making));
        Directory.Move(making, QueuePath(attempt));
    }

    /// <summary>Brings the decision log of an attempt up to what the review store has, and notes the store's head.</summary>
    /// <exception cref="InputException">The store no longer has a decision that it had before.</exception>
    public void WriteLog(int attempt, IDecisionSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string path = PathOf(attempt, "decisions.jsonl");
        DecisionLog before = DecisionLog.Parse(path, JsonFile.ReadBytes(path, JsonLimits.Stored));
        DecisionLog now = source.Read();
        int common = before.Lines.Zip(now.Lines).TakeWhile(p => p.First == p.Second).Count();
        if (common < before.Lines.Length)
        {
            throw new InputException(new InputError(path, common + 1, 1, "",
                "The review store has not this decision any more, or another one in its place: it was altered.", "Restore the store from a copy."));
        }

        Replace(path, Encoding.UTF8.GetString(now.ToBytes()));
        Replace(PathOf(attempt, "head.json"), Head(source.Head));
    }

    /// <summary>Replaces what the automatic checks found.</summary>
    public void WriteChecks(int attempt, CheckEvidence checks) =>
        Replace(PathOf(attempt, "checks.json"), CanonicalJson.Write(GateDocuments.Write(checks)) + "\n");

    /// <summary>Replaces what was counted of the dataset's diversity.</summary>
    public void WriteDiversity(int attempt, DiversityEvidence diversity) =>
        Replace(PathOf(attempt, "diversity.json"), CanonicalJson.Write(GateDocuments.Write(diversity)) + "\n");

    /// <summary>Keeps a lead's word on a narrower version.</summary>
    public void WriteOverride(int attempt, CollapseOverride own) =>
        Replace(PathOf(attempt, "override.json"), CanonicalJson.Write(GateDocuments.Write(own)) + "\n");

    /// <summary>Keeps a signed certificate; it never replaces another.</summary>
    public void WriteCertificate(int attempt, byte[] certificate)
    {
        using FileStream file = new(CertificatePath(attempt), FileMode.CreateNew, FileAccess.Write);
        file.Write(certificate);
        file.Flush(flushToDisk: true);
    }

    /// <summary>All that a verdict on the dataset rests on.</summary>
    /// <exception cref="InputException">A file is missing, damaged or altered.</exception>
    public GateEvidence Read(int attempt, Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        GatePolicy policy = PolicyReader.Read(PathOf(attempt, "policy.json"));
        JsonNode head = JsonFile.Read(PathOf(attempt, "head.json"), JsonLimits.Stored);
        string log = PathOf(attempt, "decisions.jsonl");
        string checks = PathOf(attempt, "checks.json");
        string diversity = PathOf(attempt, "diversity.json");
        string own = PathOf(attempt, "override.json");
        return new GateEvidence(
            policy,
            GateDocuments.ReadDraw(JsonFile.Read(PathOf(attempt, "draw.json"), JsonLimits.Stored)),
            LotFacts.Of(lot, policy),
            GateDocuments.ReadPlanted(JsonFile.Read(PathOf(attempt, "planted.json"), JsonLimits.Stored)),
            DecisionLog.Parse(log, JsonFile.ReadBytes(log, JsonLimits.Stored)),
            new LogHead(head.Get("count").AsInteger(0), head.Get("hash").AsString()),
            File.Exists(checks) ? GateDocuments.ReadChecks(JsonFile.Read(checks, JsonLimits.Stored)) : CheckEvidence.None(lot),
            File.Exists(diversity) ? GateDocuments.ReadDiversity(JsonFile.Read(diversity, JsonLimits.Stored)) : null,
            File.Exists(own) ? GateDocuments.ReadOverride(JsonFile.Read(own, JsonLimits.Stored)) : null);
    }

    private string PathOf(int attempt, string file) =>
        Path.Combine(_dataset, Name, string.Create(CultureInfo.InvariantCulture, $"attempt-{attempt:D2}"), file);

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string Head(LogHead head) => CanonicalJson.Write(new JObject { ["count"] = head.Count, ["hash"] = head.Hash }) + "\n";

    private static void Replace(string path, string text)
    {
        Write(path + ".partial", text);
        File.Move(path + ".partial", path, overwrite: true);
    }

    private static void Write(string path, string text)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
