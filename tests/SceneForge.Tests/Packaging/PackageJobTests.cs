using System.Security.Cryptography;
using SceneForge.Packaging;
using SceneForge.Packaging.Output;
using SceneForge.Base.Input;
using Xunit;

namespace SceneForge.Tests.Packaging;

public sealed class PackageJobTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    public static TheoryData<string> Formats => [.. PackageFormats.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_package_is_whole_and_the_same_with_any_number_of_jobs(string format)
    {
        string first = fixture.Package(format);
        Assert.Empty(PackageVerifier.Verify(first, 2, CancellationToken.None));
        string second = fixture.NewFolder();
        new PackageJob(PackageFixture.Plan(fixture.Dataset), [format], second, 1).Run(() => { }, CancellationToken.None);
        string[] files = Files(first);
        Assert.True(files.Length > 5);
        Assert.Equal(files, Files(second));
        Assert.All(files, f => Assert.Equal(Hash(first, f), Hash(second, f)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Cameras_alone_make_a_package_too(string format)
    {
        string dataset = fixture.NewFolder();
        PackagingData.Write(dataset, 1, lidars: false);
        string folder = fixture.NewFolder();
        PackageFixture.Package(dataset, folder, format);
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));

        // Where there are no points, nuscenes-devkit must not find tables that make it look for them.
        Assert.DoesNotContain(Files(folder), f => f.Contains("velodyne", StringComparison.Ordinal) || f.Contains("lidarseg", StringComparison.Ordinal)
            || f.Contains("panoptic.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_interrupted_package_goes_on_to_the_same_bytes(string format)
    {
        string whole = fixture.Package(format);
        string folder = fixture.NewFolder();
        using CancellationTokenSource stop = new();
        int steps = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new PackageJob(PackageFixture.Plan(fixture.Dataset), [format], folder, 2).Run(() =>
        {
            if (++steps == 2)
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.False(Directory.Exists(Path.Combine(folder, format)));
        Assert.False(File.Exists(Path.Combine(folder, "package.json")));
        PackageFixture.Package(fixture.Dataset, folder, format);
        Assert.Equal(Files(whole), Files(folder));
        Assert.All(Files(whole), f => Assert.Equal(Hash(whole, f), Hash(folder, f)));
        Assert.False(Directory.Exists(Path.Combine(folder, ".partial")));
    }

    [Fact]
    public void What_is_there_is_left_and_formats_are_added()
    {
        string folder = fixture.Package("kitti");
        string label = Path.Combine(folder, "kitti", "training", "label_2", "000000.txt");
        DateTime written = File.GetLastWriteTimeUtc(label);
        string[] before = Files(folder);
        IReadOnlyList<PackagedFormat> again = PackageFixture.Package(fixture.Dataset, folder, "kitti");
        Assert.True(Assert.Single(again).AlreadyThere);
        Assert.Equal(before, Files(folder));
        again = PackageFixture.Package(fixture.Dataset, folder, "nuscenes", "kitti");
        Assert.Equal([("kitti", true), ("nuscenes", false)], again.Select(f => (f.Name, f.AlreadyThere)));
        Assert.Equal(written, File.GetLastWriteTimeUtc(label));
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));
    }

    [Fact]
    public void What_lies_in_the_unfinished_part_is_compared_before_it_counts()
    {
        string whole = fixture.Package("kitti");
        string folder = fixture.NewFolder();
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new PackageJob(PackageFixture.Plan(fixture.Dataset), ["kitti"], folder, 2).Run(stop.Cancel, stop.Token));
        string label = Path.Combine(folder, ".partial", "kitti", "training", "label_2", "000000.txt");
        File.AppendAllText(label, "Car");
        PackageFixture.Package(fixture.Dataset, folder, "kitti");
        Assert.All(Files(whole), f => Assert.Equal(Hash(whole, f), Hash(folder, f)));
    }

    [Theory]
    [InlineData("kitti.journal", "{\"sequences\":3,\"ro")]
    [InlineData("kitti.rows/mapping", "{\"index\":\"0000")]
    [InlineData("kitti.rows/files", "\0\0\0\0")]
    public void What_a_killed_process_left_half_written_is_made_again(string file, string torn)
    {
        string whole = fixture.Package("kitti");
        string folder = fixture.NewFolder();
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new PackageJob(PackageFixture.Plan(fixture.Dataset), ["kitti"], folder, 2).Run(stop.Cancel, stop.Token));
        File.AppendAllText(Path.Combine(folder, ".partial", file), torn);
        PackageFixture.Package(fixture.Dataset, folder, "kitti");
        Assert.Equal(Files(whole), Files(folder));
        Assert.All(Files(whole), f => Assert.Equal(Hash(whole, f), Hash(folder, f)));
    }

    [Fact]
    public void Two_processes_do_not_write_the_same_format()
    {
        string folder = fixture.NewFolder();
        Directory.CreateDirectory(Path.Combine(folder, ".partial"));
        using FileStream held = new(Path.Combine(folder, ".partial", "kitti.journal"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Throws<IOException>(() => PackageFixture.Package(fixture.Dataset, folder, "kitti"));
    }

    [Fact]
    public void A_picture_says_that_it_is_synthetic_and_unreviewed_and_keeps_its_pixels()
    {
        string image = Path.Combine(fixture.Package("kitti"), "kitti", "training", "image_2", "000000.png");
        string text = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(image));
        Assert.Contains("XML:com.adobe.xmp", text, StringComparison.Ordinal);
        Assert.Contains("http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia", text, StringComparison.Ordinal);
        Assert.Contains("unreviewed", text, StringComparison.Ordinal);
        SyntheticMark mark = new("root", SceneForge.Packaging.Review.ReviewStatus.Unreviewed);

        // A JPEG keeps JFIF's segment first, then comes the packet.
        byte[] jpeg = mark.Apply([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDB, 0, 2]);
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xE1], jpeg.Take(10));
        Assert.Equal([0xFF, 0xDB, 0, 2], jpeg.TakeLast(4));
        Assert.Equal(jpeg.Length - 4, 8 + 2 + (jpeg[10] << 8 | jpeg[11]));
        Assert.Equal([1, 2, 3], mark.Apply([1, 2, 3]));
    }

    [Fact]
    public void A_package_of_other_frames_is_not_mixed_with_this_one()
    {
        string folder = fixture.Package("kitti");
        string fewer = fixture.CopyOfDataset();
        Directory.Delete(Path.Combine(fewer, "sequences", "000001"), recursive: true);
        Assert.Throws<InputException>(() => PackageFixture.Package(fewer, folder, "kitti"));
        Assert.Throws<InputException>(() => PackageFixture.Package(fewer, fixture.Dataset, "kitti"));
        Assert.Throws<InputException>(() => PackageFixture.Package(fewer, Path.Combine(fewer, "package"), "kitti"));
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));
    }

    [Theory]
    [InlineData("CAM_FRONT/000001.rgb.png")]
    [InlineData("CAM_FISHEYE/000002.normal.png")]
    [InlineData("LIDAR_REAR/000000.points.bin")]
    [InlineData("labels/000001.json")]
    [InlineData("segments.json")]
    public void A_flipped_byte_or_a_missing_file_is_refused_by_its_name(string file)
    {
        foreach (bool isMissing in (bool[])[false, true])
        {
            string dataset = fixture.CopyOfDataset();
            string path = Path.Combine(dataset, "sequences", "000001", file);
            if (isMissing)
            {
                File.Delete(path);
            }
            else
            {
                byte[] bytes = File.ReadAllBytes(path);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(path, bytes);
            }

            // The second time the command goes on where the first one ended, and must not pass over what stopped that.
            string folder = fixture.NewFolder();
            for (int attempt = 0; attempt < 2; attempt++)
            {
                InputException refused = Assert.Throws<InputException>(() => PackageFixture.Package(dataset, folder, "kitti"));
                Assert.EndsWith(file, refused.Errors[0].File.Replace('\\', '/'), StringComparison.Ordinal);
                Assert.False(Directory.Exists(Path.Combine(folder, "kitti")));
            }
        }
    }

    [Fact]
    public void Every_damaged_file_that_no_format_carries_is_named()
    {
        string dataset = fixture.CopyOfDataset();
        string[] damaged = [.. ((string[])["CAM_FISHEYE/000000.normal.png", "CAM_FRONT/000001.normal.png", "CAM_FRONT/000002.semantic.png"])
            .Select(f => Path.Combine(dataset, "sequences", "000002", f))];
        foreach (string file in damaged)
        {
            File.AppendAllText(file, " ");
        }

        InputException refused = Assert.Throws<InputException>(() => PackageFixture.Plan(dataset).Source.OpenSequence(2)
            .ReadRest(4, CancellationToken.None));
        Assert.NotEmpty(refused.Errors);
        Assert.Empty(refused.Errors.Select(e => e.File).Except(damaged));
    }

    [Theory]
    [InlineData("dataset.json")]
    [InlineData("sequences/000001/manifest.json")]
    public void What_no_manifest_covers_is_refused_by_its_name_too(string file)
    {
        string dataset = fixture.CopyOfDataset();
        string path = Path.Combine(dataset, file);
        if (file == "dataset.json")
        {
            // Still a dataset, of other classes than its sequences were labelled with.
            string text = File.ReadAllText(path);
            string changed = text.Replace("\"pedestrian\"", "\"bicycle\"", StringComparison.Ordinal);
            Assert.NotEqual(text, changed);
            File.WriteAllText(path, changed);
        }
        else
        {
            File.Delete(path);
        }

        InputException refused = Assert.Throws<InputException>(() => PackageFixture.Package(dataset, fixture.NewFolder(), "kitti"));
        Assert.EndsWith(file, refused.Errors[0].File.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_takes_no_file_for_a_folder()
    {
        string file = fixture.NewFolder();
        File.WriteAllText(file, "");
        foreach (string folder in (string[])[file, Path.Combine(file, "package")])
        {
            InputException refused = Assert.Throws<InputException>(() => PackageFixture.Package(fixture.Dataset, folder, "kitti"));
            Assert.Equal(file, refused.Errors[0].File);
        }
    }

    [Fact]
    public void A_damaged_list_is_named()
    {
        string folder = fixture.Package("kitti");
        string list = Path.Combine(folder, "kitti", "files.jsonl");
        string[] lines = File.ReadAllLines(list);
        File.WriteAllLines(list, [lines[0], "{", .. lines[2..]]);
        Assert.Contains(PackageVerifier.Verify(folder, 2, CancellationToken.None), d => d.Path == "kitti/files.jsonl");
    }

    [Fact]
    public void What_a_process_killed_at_the_end_left_is_cleared_away()
    {
        string folder = fixture.Package("kitti");
        Directory.CreateDirectory(Path.Combine(folder, ".partial", "kitti.rows"));
        File.WriteAllText(Path.Combine(folder, ".partial", "kitti.journal"), "");
        File.Delete(Path.Combine(folder, "package.json"));
        File.WriteAllText(Path.Combine(folder, "package.json.partial"), "{");
        Assert.True(Assert.Single(PackageFixture.Package(fixture.Dataset, folder, "kitti")).AlreadyThere);
        Assert.Empty(PackageVerifier.Verify(folder, 2, CancellationToken.None));
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_package_json_is_found()
    {
        string folder = fixture.Package("kitti");
        string path = Path.Combine(folder, "package.json");
        byte[] whole = File.ReadAllBytes(path);
        Assert.True(whole.Length > 2000);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= (byte)(1 << i % 8);
            File.WriteAllBytes(path, damaged);
            try
            {
                Assert.Equal("package.json", Assert.Single(PackageVerifier.Verify(folder, 1, CancellationToken.None)).Path);
            }
            catch (InputException e)
            {
                Assert.Equal(path, e.Errors[0].File);
            }
        }
    }

    [Fact]
    public void A_package_that_was_not_finished_is_told_from_a_dataset()
    {
        string folder = fixture.NewFolder();
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new PackageJob(PackageFixture.Plan(fixture.Dataset), ["kitti"], folder, 2).Run(stop.Cancel, stop.Token));
        foreach (string unfinished in (string[])[folder, fixture.Package("mcap")])
        {
            File.Delete(Path.Combine(unfinished, "package.json"));
            Assert.True(PackageVerifier.Recognises(unfinished));
            Assert.Equal("package.json", Assert.Single(PackageVerifier.Verify(unfinished, 2, CancellationToken.None)).Path);
        }

        Assert.False(PackageVerifier.Recognises(fixture.Dataset));
    }

    [Fact]
    public void Damage_in_a_package_is_named()
    {
        string folder = fixture.Package("kitti");
        string training = Path.Combine(folder, "kitti", "training");
        File.AppendAllText(Path.Combine(training, "label_2", "000003.txt"), " ");
        File.Delete(Path.Combine(training, "image_2", "000004.png"));
        File.WriteAllText(Path.Combine(training, "foreign.txt"), "");
        File.AppendAllText(Path.Combine(folder, "splits.json"), " ");
        Assert.Equal(
            ["kitti/training/foreign.txt", "kitti/training/image_2/000004.png", "kitti/training/label_2/000003.txt", "splits.json"],
            PackageVerifier.Verify(folder, 2, CancellationToken.None).Select(d => d.Path));
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];

    private static string Hash(string folder, string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));
}
