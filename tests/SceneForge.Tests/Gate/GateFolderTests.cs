using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class GateFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gate").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_judged_as_it_was()
    {
        Lot lot = GateCase.Lot();
        GateEvidence evidence = GateCase.Evidence(lot, GateCase.Policy());
        GateFolder gate = new(_folder);
        Assert.Equal(0, gate.LatestAttempt);
        gate.Create(evidence.Draw, evidence.Policy);
        Assert.Equal(1, gate.LatestAttempt);
        Assert.Throws<IOException>(() => gate.Create(evidence.Draw, evidence.Policy));
        GateVerdict pending = GateJudge.Decide(lot, gate.Read(1, lot));
        Assert.Equal((GateOutcome.Pending, evidence.Planted.Length, 2), (pending.Outcome, pending.Missing.Planted, pending.Missing.Checks.Length));

        gate.WritePlanted(1, evidence.Planted);
        gate.WriteChecks(1, evidence.Checks);
        gate.WriteLog(1, new Source(evidence.Log));
        GateEvidence read = gate.Read(1, lot);
        Assert.Equal(CanonicalJson.Write(VerdictDocument.Write(GateJudge.Decide(lot, evidence))),
            CanonicalJson.Write(VerdictDocument.Write(GateJudge.Decide(lot, read))));
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(lot, read).Outcome);

        // The end of the log cut off: the head tells.
        string log = Path.Combine(_folder, "gate", "attempt-01", "decisions.jsonl");
        File.WriteAllText(log, string.Concat(File.ReadAllLines(log)[..^1].Select(l => l + "\n")));
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(lot, gate.Read(1, lot)).Outcome);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.GetFiles(Path.Combine(_folder, "gate", "attempt-01")))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        gate.WriteCertificate(1, [1]);
        Assert.Throws<IOException>(() => gate.WriteCertificate(1, [2]));
    }

    [Fact]
    public void A_frames_hash_is_that_of_its_files_at_all_sensors()
    {
        FileRecord[] files = [.. ((string[])["labels/000003.json", "CAM_FRONT/000003.rgb.png", "CAM_FRONT/000030.rgb.png",
            "LIDAR_TOP/000003.points.npy", "rig.json"]).Select(p => new FileRecord(p, 1, GateCase.Sha(p)))];
        string lines = string.Concat(((string[])["CAM_FRONT/000003.rgb.png", "LIDAR_TOP/000003.points.npy", "labels/000003.json"])
            .Select(p => $"{p} {GateCase.Sha(p)}\n"));
        Assert.Equal(GateCase.Sha(lines), DatasetLot.FrameHash(files, 3));
        Assert.NotEqual(DatasetLot.FrameHash(files, 3), DatasetLot.FrameHash(files, 30));
    }

    [Fact]
    public void Light_and_weather_are_named_by_their_thresholds()
    {
        Assert.Equal(["day", "day", "twilight", "twilight", "night"], ((double[])[40, 6, 5.99, -6, -6.01]).Select(DatasetLot.Light));
        Assert.Equal("fog", DatasetLot.Weather(999, 5, 1));
        Assert.Equal("snow", DatasetLot.Weather(1000, 0.1, 1, 0.3));
        Assert.Equal("rain", DatasetLot.Weather(1000, 0.1, 1));
        Assert.Equal("wet", DatasetLot.Weather(null, 0, 0.2));
        Assert.Equal("dry", DatasetLot.Weather(null, 0, 0));
    }

    [Fact]
    public void The_pace_is_that_of_today_without_pauses()
    {
        DateTimeOffset day = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        int[] seconds = [0, 10, 20, 5000, 5030];
        DecisionLog log = DecisionLog.Open(GateCase.Sha("draw")).With(
            [.. seconds.Select(s => GateCase.Decide("ben", 0, "i", "s", null) with { Time = day.AddSeconds(s) }),
                GateCase.Decide("cleo", 0, "i", "s", null) with { Time = day.AddDays(-1) }]);
        Pace pace = Pace.Today(log, day.AddHours(3))!;
        Assert.Equal((50.0 / 3, 1), (pace.SecondsEach, pace.People));
        Assert.Equal(TimeSpan.FromSeconds(1000), pace.For(60));
        Assert.Null(Pace.Today(log, day.AddDays(1)));
    }

    private sealed class Source(DecisionLog log) : IDecisionSource
    {
        public LogHead Head => log.Head;

        public DecisionLog Read() => DecisionLog.Parse("export", Encoding.UTF8.GetBytes(string.Concat(log.Lines.Select(l => l + "\n"))));
    }
}
