using System.Collections.Immutable;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Coverage;
using SceneForge.Scenarios.Designs;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Labels;
using SceneForge.Tests.Imaging;
using SceneForge.Tests.Scenarios;
using SceneForge.Base.Geometry;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.Tests.Coverage;

public sealed class CoverageTests
{
    [Theory]
    [InlineData(9.99, 0.19, 100, "0-10 m", "0-20%")]
    [InlineData(10, 0.2, 100, "10-20 m", "20-50%")]
    [InlineData(79, 0.79, 16, "40-80 m", "50-80%")]
    [InlineData(200, 1, 16, "80 m and more", "80-100%")]
    [InlineData(10, 0.2, 15, null, null)]
    public void Sightings_fall_into_half_open_bins_and_specks_into_none(double distance, double occlusion, int pixels, string? range, string? hidden)
    {
        ObjectLabel label = new(1, "child", 14, default(Box2), default, pixels, 100, occlusion, 0, Pose.At(0, 0, distance), Pose.Identity, default, 0,
            []);
        VisibleCell? cell = VisibleBins.CellOf(label, "child", ("rain", "night"));
        Assert.Equal(range is null ? null : new VisibleCell("child", range, hidden!, "rain", "night"), cell);
    }

    [Fact]
    public void A_look_that_occurs_under_one_sky_is_missing_under_every_other_that_the_spec_draws()
    {
        VisibleCell seen = new("car", "0-10 m", "0-20%", "dry", "day");
        VisibleCoverage coverage = new([Look(0, seen), Look(1, seen with { Weather = "fog" })], [("dry", "day"), ("fog", "day"), ("rain", "night")]);
        Assert.Equal(seen with { Weather = "rain", Light = "night" }, Assert.Single(coverage.Empty));
        Assert.Equal((3, 1), coverage.Cells[seen]);
        Assert.Empty(new VisibleCoverage([Look(0, seen)], null).Empty);
    }

    [Fact]
    public void Designs_count_levels_and_pairs_and_tell_empty_from_forbidden()
    {
        using SpecFolder folder = new();
        DesignSpace space = folder.Read(SpecFolder.Spec(
            """{ "design": "pairwise", "factors": ["look", "speed"], "constraints": [{ "forbid": { "look": "night", "speed": { "min": 10 } } }] }""",
            """{ "look": { "choice": ["noon", "night"] }, "speed": { "uniform": [8, 12], "levels": 2 } }""",
            """ "preset": { "parameter": "look" }, "presets": { "noon": { "lighting": { "time": 12 } }, "night": { "lighting": { "time": 23 } } } """,
            ego: """{ "asset": "car.hatchback", "start": { "road": "main", "lane": -1, "s": { "parameter": "speed" } } }""")).Design;
        SequenceLook[] looks = [Drawn(0, ("/parameters/look", new(null, "noon")), ("/parameters/speed", new(8.5, null))),
            Drawn(1, ("/parameters/look", new(null, "noon")), ("/parameters/speed", new(9.999, null)))];
        DesignCoverage coverage = new(space, looks);
        Assert.Equal(4 + 4, coverage.Cells.Count());
        Assert.Equal(["look = night", "speed = 10 to 12", "look = noon with speed = 10 to 12", "look = night with speed = 8 to 10"],
            coverage.Empty.Select(coverage.NameOf));
        Assert.Equal("look = night with speed = 10 to 12", coverage.NameOf(Assert.Single(coverage.Unreachable)));
        Assert.Equal(2, coverage.CountOf(new DesignCell(0, 0, 1, 0)));
        Assert.Equal([1, 1, -1], new double[] { 10, 12, 12.1 }.Select(v => space.Factors[1].LevelOf(new SampledValue(v, null))));
    }

    [Fact]
    public void Entropy_of_even_bins_is_their_logarithm()
    {
        Assert.Equal(2, Diversity.EntropyOf([5, 5, 5, 5]), 1e-12);
        Assert.Equal(0, Diversity.EntropyOf([7]));
        Assert.Equal(0, Diversity.EntropyOf([]));
        Assert.Equal(0.811278124459133, Diversity.EntropyOf([3, 1]), 1e-12);
    }

    [Fact]
    public void A_batch_that_collapsed_trips_alarms_and_one_of_the_same_kind_or_a_part_of_it_does_not()
    {
        string[] weathers = ["dry", "wet", "rain", "fog"];
        SequenceLook Varied(int n) => Look(n, [.. Enumerable.Range(0, 6)
            .Select(i => new VisibleCell(i % 2 == 0 ? "car" : "child", VisibleBins.Ranges[(n + i) % 5], VisibleBins.Occlusions[(n / 4 + i) % 4],
            weathers[n % 4], n % 8 < 4 ? "day" : "night"))]);
        SequenceLook[] before = [.. Enumerable.Range(0, 40).Select(Varied)];
        Assert.Empty(CoverageComparison.Alarms(before, [.. Enumerable.Range(3, 40).Select(Varied)]));
        Assert.Empty(CoverageComparison.Alarms(before, [.. Enumerable.Range(0, 40).Where(n => n % 3 != 0).Select(Varied)]));

        SequenceLook[] collapsed = [.. Enumerable.Range(0, 40).Select(n => Varied(8) with { Number = n, Hashes = [("CAM", 0, 0xfeedUL)] })];
        ImmutableArray<CoverageAlarm> alarms = CoverageComparison.Alarms(before, collapsed);
        Assert.Subset(alarms.Select(a => a.Measure).ToHashSet(), new HashSet<string> { "entropy.cell", "entropy.light", "entropy.look",
            "entropy.weather", "cells.filled", "near_duplicates" });
        Assert.All(alarms, a => Assert.NotEmpty(a.Sentence));
    }

    [OpenCvFact]
    public void Another_encoding_of_a_picture_is_a_near_duplicate_and_another_picture_is_not()
    {
        byte[] picture = TestPictures.Bytes(320, 180, 3, 20);
        byte[] brighter = [.. picture.Select((v, i) => (byte)Math.Min(255, v * 1.05 + 4 + i % 2))];
        byte[] flipped = [.. Enumerable.Range(0, picture.Length).Select(i => picture[(i / 960 * 320 + 319 - i / 3 % 320) * 3 + i % 3])];
        SequenceLook[] looks = [.. new[] { picture, brighter, flipped }.Select((p, n) => Look(n) with { Hashes = [("CAM_FRONT", 0, HashOf(p))] })];
        NearDuplicates found = NearDuplicates.Find(looks);
        NearDuplicate pair = Assert.Single(found.Pairs);
        Assert.Equal((0, 1), (pair.FirstSequence, pair.SecondSequence));
        Assert.Equal(2.0 / 3, found.Share, 1e-12);
        Assert.Equal([0, 0, 2], looks.Select(l => found.LookOf(l.Number)));
    }

    [Fact]
    public void A_large_batch_of_one_look_is_counted_in_full_and_listed_in_part()
    {
        NearDuplicates found = NearDuplicates.Find([.. Enumerable.Range(0, 2000).Select(n => Look(n) with { Hashes = [("CAM", 0, 1UL << n % 3)] })]);
        Assert.Equal(2000 * 1999 / 2, found.Count);
        Assert.Equal(1000, found.Pairs.Length);
        Assert.All(found.Pairs, p => Assert.Equal(0, p.Distance));
        Assert.Equal((1.0, 0), (found.Share, found.LookOf(1999)));
    }

    private static ulong HashOf(byte[] rgb)
    {
        using PictureLuma luma = new(rgb, 320, 180);
        return luma.PerceptualHash();
    }

    private static SequenceLook Look(int number, params VisibleCell[] cells) => new(
        number,
        cells.Length > 0 ? cells[0].Sky : ("dry", "day"),
        ImmutableSortedDictionary<string, SampledValue>.Empty,
        [.. cells.Distinct().Select(c => (c, 3))],
        [("CAM", 0, 0x9E3779B97F4A7C15UL * (ulong)(number + 1))]);

    private static SequenceLook Drawn(int number, params (string Pointer, SampledValue Value)[] values) =>
        Look(number) with { Drawn = values.ToImmutableSortedDictionary(v => v.Pointer, v => v.Value, StringComparer.Ordinal) };
}
