using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using SceneForge.Review.Storage;
using SceneForge.Sensors.Labels;
using SceneForge.Tests.Frames;

namespace SceneForge.ReviewTests.Support;

/// <summary>
/// A dataset of many sequences that share their content: the first is written by the store's writer, the others link its labels and tables and
/// have a scenario and a manifest of their own. Pictures are there in the first sequence only.
/// </summary>
internal sealed class LargeDataset : IDisposable
{
    public const int Cameras = 2;

    private readonly int _sequences;
    private readonly int _frames;

    /// <param name="sceneObjects">Objects and segments of the scene, which make a sequence's tables as large as those of a real street.</param>
    public LargeDataset(int sequences, int frames, int sceneObjects = 0)
    {
        (_sequences, _frames) = (sequences, frames);
        WriteFirst(sceneObjects);
        Parallel.For(1, sequences, Clone);
    }

    public string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("sceneforge-large-").FullName, "data");

    public int Pictures => _sequences * _frames * Cameras;

    /// <summary>
    /// Stores checks of this content: a failed one in every 100th frame of each sequence, a borderline one in the frames after these.
    /// </summary>
    public void AddChecks()
    {
        JsonArray findings = [];
        for (int sequence = 0; sequence < _sequences; sequence++)
        {
            for (int frame = sequence % 100; frame < _frames; frame += 100)
            {
                findings.Add(Finding("mask_box", "critical", sequence, frame, 12, 0));
                findings.Add(Finding("blur", "warning", sequence, (frame + 1) % _frames, 2.3, 2.2));
            }
        }

        JsonObject report = new()
        {
            ["schema"] = "sceneforge.checks/1", ["root"] = DatasetRoot.HashOf(Folder), ["frames"] = _sequences * _frames,
            ["checks"] = new JsonArray(new JsonObject { ["name"] = "mask_box" }, new JsonObject { ["name"] = "blur" },
                new JsonObject { ["name"] = "ids" }),
            ["findings"] = findings,
        };
        Directory.CreateDirectory(Path.Combine(Folder, "checks"));
        File.WriteAllText(Path.Combine(Folder, "checks", "checks.json"), report.ToJsonString());
    }

    /// <summary>
    /// Writes verdicts on every <paramref name="step"/>-th picture, by 16 people, in an order that jumps through the dataset; every tenth
    /// rejects.
    /// </summary>
    public int AddVerdicts(int step)
    {
        string path = Path.Combine(Folder, "review.db");
        new SqliteReviewStore(path).Dispose();
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)";
        Dictionary<int, SequenceDigests> digests = [];
        string previous = EventChain.Start;
        int count = Pictures / step;
        // Coprime to the number of pictures that are judged: each comes once.
        int jump = Enumerable.Range(7919, 1000).First(j => System.Numerics.BigInteger.GreatestCommonDivisor(j, count) == 1);
        for (int n = 1; n <= count; n++)
        {
            int picture = (int)((long)n * jump % count) * step;
            (int sequence, int rest) = Math.DivRem(picture, _frames * Cameras);
            string camera = SampleFrames.Rig.Cameras[rest % Cameras].Name;
            if (!digests.TryGetValue(sequence, out SequenceDigests? known))
            {
                digests[sequence] = known = new SequenceDigests(Folder, sequence);
            }

            string body = n % 10 == 0 ? """{"verdict":"reject","defects":[{"kind":"box_shifted"}]}""" : """{"verdict":"accept"}""";
            ReviewEvent item = EventChain.Link(n, $"{sequence}/{camera}/{rest / Cameras}", known.Of(camera, rest / Cameras), "verdict",
                $"person {n % 16}", "2026-01-01T00:00:00.000Z", body, previous);
            object[] values = [item.Number, item.Subject, item.SubjectHash, item.Kind, item.Person, item.Time, item.Body, item.PreviousHash,
                item.Hash];
            insert.Parameters.Clear();
            for (int i = 0; i < values.Length; i++)
            {
                insert.Parameters.AddWithValue($"${i}", values[i]);
            }

            insert.ExecuteNonQuery();
            previous = item.Hash;
        }

        transaction.Commit();
        return count;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);

    private static JsonObject Finding(string check, string severity, int sequence, int frame, double measured, double limit) => new()
    {
        ["check"] = check, ["severity"] = severity, ["sequence"] = sequence, ["frame"] = frame, ["sensor"] = "CAM_FRONT", ["measured"] = measured,
            ["limit"] = limit, ["sentence"] = "It is off.",
    };

    private static byte[] Scenario(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        {"drawn": {"/parameters/speed": {{number / 2.0}}, "/parameters/weather": "{{(number % 2 == 0 ? "dry" : "rain")}}",
          {{string.Join(", ", Enumerable.Range(0, 28).Select(i => $"\"/actors/{i}/start\": {number * (i + 7919) % 1000}"))}} },
         "conditions": { "local_time": "2026-06-21T12:00:00+02:00", "latitude": 48, "longitude": 11, "rain_rate": 0, "wetness": 0 } }

        """));

    private void WriteFirst(int sceneObjects)
    {
        SequenceHeader header = SampleFrames.Header(0);
        header = header with
        {
            ScenarioJson = Scenario(0),
            FrameTimes = [.. Enumerable.Range(0, _frames).Select(f => 100_000_000L * f)],
            Objects = [.. header.Objects, .. Enumerable.Range(2000, sceneObjects)
                .Select(i => new ObjectEntry(i, $"house {i}", 7, "building.residential"))],
            Segments = [.. header.Segments, .. Enumerable.Range(3, sceneObjects)
                .Select(i => new SceneForge.World.Timeline.Segment(i, 1997 + i, 7, "wall of plaster"))],
        };
        using DatasetWriter dataset = DatasetWriter.Open(Folder, SampleFrames.Info with { Variations = _sequences, Frames = _frames }, null,
            new UnsyncedDisk());
        using SequenceWriter writer = dataset.TryBegin(header)!;
        for (int frame = 0; frame < _frames; frame++)
        {
            for (int piece = 0; piece < SampleFrames.Pieces; piece++)
            {
                SampleFrames.WritePiece(writer, frame, piece);
            }
        }

        writer.Complete();
    }

    private void Clone(int number)
    {
        string first = DatasetLayout.Sequence(Folder, 0);
        string folder = DatasetLayout.Sequence(Folder, number);
        Directory.CreateDirectory(Path.Combine(folder, DatasetLayout.LabelsFolder));
        foreach (string file in Directory.GetFiles(first, "*.json").Concat(Directory.GetFiles(Path.Combine(first, DatasetLayout.LabelsFolder))))
        {
            string name = Path.GetRelativePath(first, file);
            if (name is not (DatasetLayout.ScenarioFile or DatasetLayout.ManifestFile) && !HardLink.TryCreate(file, Path.Combine(folder, name)))
            {
                File.Copy(file, Path.Combine(folder, name));
            }
        }

        byte[] scenario = Scenario(number);
        File.WriteAllBytes(Path.Combine(folder, DatasetLayout.ScenarioFile), scenario);
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(first, DatasetLayout.ManifestFile)))!;
        manifest["sequence"] = number;
        JsonNode record = manifest["files"]!.AsArray().Single(f => (string)f!["path"]! == DatasetLayout.ScenarioFile)!;
        FileRecord own = FileRecord.Of(DatasetLayout.ScenarioFile, scenario);
        (record["bytes"], record["sha256"]) = (own.Bytes, own.Sha256);
        File.WriteAllText(Path.Combine(folder, DatasetLayout.ManifestFile), manifest.ToJsonString());
    }

    // What is thrown away needs not survive a power cut.
    private sealed class UnsyncedDisk : Disk
    {
        public override void Sync(string path)
        {
        }

        public override void SyncFolder(string path)
        {
        }

        public override void Append(FileStream file, ReadOnlySpan<byte> bytes)
        {
            file.Seek(0, SeekOrigin.End);
            file.Write(bytes);
            file.Flush();
        }
    }

    private sealed class SequenceDigests(string folder, int sequence)
    {
        private readonly SceneForge.Review.Data.SequenceFiles _files =
            new(DatasetLayout.Sequence(folder, sequence), DatasetReader.Open(folder).FilesOf(sequence));

        public string Of(string camera, int frame) => _files.Digest(camera, frame)!;
    }
}
