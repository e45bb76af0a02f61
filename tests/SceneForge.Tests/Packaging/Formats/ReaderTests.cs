using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using Xunit;

namespace SceneForge.Tests.Packaging.Formats;

/// <summary>
/// Reads packages back by the scripts of tests/readers, which share no code with the writers: Python with numpy and Pillow, and where they are
/// installed (or lie in the folder that SCENEFORGE_READERS names) the formats' own readers.
/// </summary>
public sealed class ReaderTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    private const string Python = "/usr/bin/python3";

    private const string Ffmpeg = "/usr/bin/ffmpeg";

    // What a script exits with when its own comparison passed and a further reader is missing.
    private const int ReaderMissing = 77;

    public static TheoryData<string> Formats => [.. PackageFormats.All.Keys];

    [PythonTheory]
    [MemberData(nameof(Formats))]
    public void Every_label_that_a_format_carries_is_the_stored_one(string format) => Check(format, fixture.Package(format), fixture.Dataset);

    [PythonTheory]
    [MemberData(nameof(Formats))]
    public void A_single_frame_of_nothing_is_packaged_too(string format)
    {
        string dataset = fixture.NewFolder();
        PackagingData.WriteEmpty(dataset);
        string folder = fixture.NewFolder();
        PackageFixture.Package(dataset, folder, format);
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));
        Check(format, folder, dataset);
    }

    [PythonFact]
    public void Points_lie_in_their_boxes_through_the_frames_of_a_bag()
    {
        string dataset = fixture.NewFolder();
        StandingBoxes.Write(dataset);
        string folder = fixture.NewFolder();
        PackageFixture.Package(dataset, folder, "ros2");
        string output = Check("ros2", folder, dataset);
        Match inside = Regex.Match(output, @"their box through the tree of frames: (\d+) of (\d+)");
        Assert.Equal(inside.Groups[2].Value, inside.Groups[1].Value);
        Assert.InRange(int.Parse(inside.Groups[2].Value, CultureInfo.InvariantCulture), 500, 100_000);
        Assert.Contains(" 8 sweeps, 4 scans in 1 bags", output, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Bags_carry_pictures_as_samples_too()
    {
        string folder = fixture.NewFolder();
        PackagePlan plan = PackageFixture.Plan(fixture.Dataset);
        new PackageJob(plan with { Options = plan.Options.Add("ros2.images", "raw") }, ["ros2"], folder, 2).Run(() => { }, CancellationToken.None);
        Check("ros2", folder, fixture.Dataset);
    }

    [PythonFact]
    public void Croissant_names_every_file_and_where_the_frames_come_from() =>
        Check("croissant", fixture.Package("coco", "kitti", "mcap", "nuscenes", "openlabel", "ros2", "webdataset"), fixture.Dataset);

    [PythonFact(Ffmpeg)]
    public void Videos_show_what_frame_folders_hold()
    {
        string folder = fixture.NewFolder();
        new PackageJob(PackageFixture.Plan(fixture.Dataset) with { Ffmpeg = Ffmpeg }, ["cosmos"], folder, 2).Run(() => { }, CancellationToken.None);
        Assert.NotEmpty(Directory.GetFiles(folder, "depth.mp4", SearchOption.AllDirectories));
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));
        Check("cosmos", folder, fixture.Dataset);
    }

    private static string Check(string script, string package, string dataset)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(Python, [Repository.PathOf("tests", "readers", $"{script}_check.py"), package,
                dataset]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.StartInfo.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode is 0 or ReaderMissing, errors.Result);
        Assert.Contains("equal to the store: ", output, StringComparison.Ordinal);
        return output;
    }
}

/// <summary>A theory that needs Python with numpy and Pillow; skipped, and listed as skipped, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        if (!Imaging.Peer.HasPillow)
        {
            Skip = "/usr/bin/python3 with numpy and Pillow is not installed.";
        }
    }
}

/// <summary>The same for a single test, which may need a further program.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string? program = null) =>
        Skip = program is not null && !File.Exists(program) ? $"{program} is not installed." : new PythonTheoryAttribute().Skip;
}
