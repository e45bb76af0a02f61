using SceneForge.Base.Input;
using SceneForge.Frames.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Pictures are numbered by camera, so a dataset whose sequences have different cameras is not opened.</summary>
public sealed class MixedRigTests
{
    [Fact]
    public async Task Sequences_with_other_cameras_are_named()
    {
        using SampleDataset data = new(3);
        await using (ReviewHost host = await ReviewHost.StartAsync(data.Folder))
        {
        }

        string rig = Path.Combine(DatasetLayout.Sequence(data.Folder, 2), DatasetLayout.RigFile);
        string first = DatasetReader.Open(data.Folder).OpenSequence(2).Rig.Cameras[0].Name;
        await File.WriteAllTextAsync(rig, (await File.ReadAllTextAsync(rig)).Replace($"\"{first}\"", "\"CAM_OTHER\"", StringComparison.Ordinal));
        InputError error = Assert.Single((await Assert.ThrowsAsync<InputException>(() => ReviewHost.StartAsync(data.Folder))).Errors);
        Assert.Equal((rig, "/cameras"), (error.File, error.Pointer));
        Assert.StartsWith("Sequences 2 were seen by other cameras than sequence 0", error.Message, StringComparison.Ordinal);
    }
}
