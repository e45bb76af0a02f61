using SceneForge.Cli.Composition;
using SceneForge.Cli;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Planting;
using SceneForge.Quality.Planting;
using SceneForge.Quality.Sampling;
using SceneForge.Sensors.Labels;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>Planted defects of the scene itself, against the frames that they were planted into.</summary>
public sealed class SceneDefectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-defects-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_defect_changes_what_it_should_and_nothing_else()
    {
        string spec = SmallScenario.Write(_folder);
        string data = Path.Combine(_folder, "data");
        // Variation 0 is a night with street lamps, variation 1 a day.
        Assert.Equal(0, await CommandLine.RunAsync(["run", spec, "--out", data, "--variations", "0..1", "--renderer", "raytrace"]));
        DatasetReader dataset = DatasetReader.Open(data);
        ProgramRenderers renderers = new(2);
        using SceneDefects scenes = new(DatasetOrigin.Open(dataset, spec, renderers.Caster), renderers);
        PlantingChoice choice = new(new DrawSeed(new string('a', 64), new string('b', 64)), 3);
        HostFrame day = Host(dataset, 1, 1);
        HostFrame night = Host(dataset, 0, 2);
        Assert.True(night.Sequence.Scenario().Get("conditions").Get("street_lamps").AsBoolean());

        PlantedFiles floating = scenes.TryPlant("actor_floating", day, choice)!;
        Assert.Equal(day.Sequence.Files.Count(f => DatasetLayout.IsOfFrame(f.Path, 1)), floating.Replaced.Count);
        StoredFrame labels = Labels(floating.Replaced, day);
        ObjectLabel before = day.Labels.Cameras[0].Objects.Single(o => o.ObjectId == floating.Place.Object);
        ObjectLabel after = labels.Cameras[0].Objects.Single(o => o.ObjectId == floating.Place.Object);
        Assert.InRange(after.WorldFromBox.Translation.Z - before.WorldFromBox.Translation.Z, 0.25, 0.6);
        ObjectLabel[] others = [.. day.Labels.Cameras[0].Objects.Where(o => o.ObjectId != before.ObjectId)];
        Assert.True(others.Length > 5);
        Assert.All(others, o => Assert.Equal(o.WorldFromBox, labels.Cameras[0].Objects.Single(l => l.ObjectId == o.ObjectId).WorldFromBox));

        // The object looks different, also where it is seen through the windows of another or mirrored in them: most of the change lies on itself.
        PlantedFiles bare = scenes.TryPlant("texture_fault", day, choice)!;
        string picture = Assert.Single(bare.Replaced.Keys);
        Assert.Equal(day.Labels.Cameras[0].Files["rgb"], picture);
        byte[] was = ChannelFiles.ReadRgb(day.Sequence.PathOf(picture), out _, out _);
        byte[] now = Rgb(bare.Replaced[picture]);
        ushort[] instance = ChannelFiles.ReadGray16(day.Sequence.PathOf(day.Labels.Cameras[0].Files["instance"]), out _, out _);
        int[] changed = [.. Enumerable.Range(0, instance.Length).Where(i => Enumerable.Range(0, 3)
            .Any(c => Math.Abs(was[3 * i + c] - now[3 * i + c]) > 8))];
        Assert.True(changed.Length > 20, $"{changed.Length} pixels changed");
        string counts = string.Join(", ", changed.GroupBy(i => instance[i]).Select(g => $"{g.Key}: {g.Count()}"));
        Assert.True(changed.Count(i => instance[i] == bare.Place.Object) > 0.75 * changed.Length,
            $"object {bare.Place.Object}; changed by instance: {counts}");

        PlantedFiles dark = scenes.TryPlant("lamp_missing", night, choice)!;
        picture = Assert.Single(dark.Replaced.Keys);
        was = ChannelFiles.ReadRgb(night.Sequence.PathOf(picture), out _, out _);
        now = Rgb(dark.Replaced[picture]);
        Assert.True(now.Sum(v => (long)v) < was.Sum(v => (long)v));

        // No lamp burns by day.
        Assert.Null(scenes.TryPlant("lamp_missing", day, choice));
    }

    [Fact]
    public async Task Labels_written_again_are_the_same_bytes()
    {
        string spec = SmallScenario.Write(_folder);
        string data = Path.Combine(_folder, "data");
        await SmallScenario.RunAsync(spec, data, "raytrace", 2);
        SequenceReader sequence = DatasetReader.Open(data).OpenSequence(1);
        int same = 0;
        for (int frame = 0; frame < SmallScenario.Frames; frame++, same++)
        {
            Assert.Equal(File.ReadAllBytes(sequence.PathOf(DatasetLayout.Labels(frame))), SequenceExcerpt.Labels(sequence.ReadFrame(frame)));
        }

        Assert.Equal(3, same);
    }

    private static HostFrame Host(DatasetReader dataset, int variation, int frame)
    {
        SequenceReader sequence = dataset.OpenSequence(variation);
        return new HostFrame(sequence, sequence.ReadFrame(frame), dataset.Classes);
    }

    private StoredFrame Labels(IReadOnlyDictionary<string, byte[]> files, HostFrame host)
    {
        string target = Path.Combine(_folder, "altered");
        SequenceExcerpt.Write(target, 0, host.Sequence, host.Frame, files);
        File.Copy(Path.Combine(_folder, "data", DatasetLayout.DatasetFile), Path.Combine(target, DatasetLayout.DatasetFile));
        return DatasetReader.Open(target).OpenSequence(0).ReadFrame(host.Frame);
    }

    private byte[] Rgb(byte[] png)
    {
        string path = Path.Combine(_folder, "picture.png");
        File.WriteAllBytes(path, png);
        return ChannelFiles.ReadRgb(path, out _, out _);
    }
}
