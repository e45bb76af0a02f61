using SceneForge.Cli.Recasting;
using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Recasting;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>Rays cast into the scenario anew meet what is stored: every pixel's surface, depth and flow, by a way that did not make them.</summary>
public sealed class RecastTests : IDisposable
{
    private const int Pixels = 1500;

    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-recast-").FullName;

    [Theory]
    [InlineData("auto")]
    [InlineData("raytrace")]
    public async Task Stored_pixels_are_met_again(string renderer)
    {
        string spec = SmallScenario.Write(_folder);
        string output = Path.Combine(_folder, "out");
        await SmallScenario.RunAsync(spec, output, renderer, 2);
        RecastTally tally = Recast(output, spec);
        Assert.True(tally.Disagreements.IsEmpty, string.Join('\n', tally.Disagreements.Take(10)));
        Assert.Equal(Pixels * SmallScenario.Frames, tally.Rays);
        Assert.True(tally.NearEdges < 0.02 * tally.Rays, $"{tally.NearEdges} of {tally.Rays} rays differ near edges");
    }

    [Fact]
    public async Task Channels_of_another_frame_are_found()
    {
        string spec = SmallScenario.Write(_folder);
        string output = Path.Combine(_folder, "out");
        await SmallScenario.RunAsync(spec, output, "raytrace", 2);
        string pictures = Path.Combine(Assert.Single(Directory.GetDirectories(Path.Combine(output, "sequences"))), "CAM_FRONT");
        foreach (string channel in new[] { "depth", "segment", "flow" })
        {
            string first = Path.Combine(pictures, $"000000.{channel}.png");
            byte[] whole = File.ReadAllBytes(first);
            File.Copy(Path.Combine(pictures, $"000001.{channel}.png"), first, overwrite: true);
            int found = Recast(output, spec).Disagreements.Length;
            File.WriteAllBytes(first, whole);
            // In 0.2 s the ego drives two metres; most of what is near changes.
            Assert.True(found > Pixels / 20, $"{channel}: {found}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RecastTally Recast(string folder, string spec)
    {
        DatasetReader dataset = DatasetReader.Open(folder);
        Recaster recaster = new(DatasetOrigin.Open(dataset, spec));
        PixelRecast pixels = new(1, Pixels);
        RecastTally tally = RecastTally.Empty;
        foreach (SequenceReader sequence in dataset.Sequences.Select(dataset.OpenSequence))
        {
            IRecastWorld world = recaster.Open(sequence);
            for (int frame = 0; frame < sequence.FrameTimes.Length; frame++)
            {
                foreach (StoredPicture picture in sequence.ReadFrame(frame).Cameras)
                {
                    tally += pixels.Compare(sequence, picture, frame, world.View(picture.Camera, frame));
                }
            }
        }

        return tally;
    }
}
