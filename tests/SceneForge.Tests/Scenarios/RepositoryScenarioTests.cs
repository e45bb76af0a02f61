using SceneForge.World.Simulation;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using Xunit;

namespace SceneForge.Tests.Scenarios;

/// <summary>The scenarios that the repository brings.</summary>
public sealed class RepositoryScenarioTests
{
    public static string[] Names { get; } = [.. Directory.GetFiles(Repository.PathOf("scenarios"), "*.json")
        .Select(f => Path.GetFileName(f))
        .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files() => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variation_of_every_scenario_can_be_sampled(string file)
    {
        ScenarioSpec spec = ScenarioSpec.Read(Repository.PathOf("scenarios", file), Behaviours.All);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), spec.Name);
        Assert.True(spec.VariationCount >= 4);
        string[] texts = [.. Enumerable.Range(0, spec.VariationCount).Select(v => SampledScenarioWriter.Write(spec.Sample(v)))];
        Assert.Equal(spec.VariationCount, texts.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Child_dart_out_covers_its_pairs_in_the_fewest_variations()
    {
        ScenarioSpec spec = ScenarioSpec.Read(Repository.PathOf("scenarios", "child_dart_out.json"), Behaviours.All);
        // Six conditions by two halves of the speed: 12 pairs, one a variation.
        Assert.Equal(12, spec.VariationCount);
        SampledScenario[] samples = [.. Enumerable.Range(0, 12).Select(v => spec.Sample(v))];
        Assert.Equal(12, samples.Select(s => (s.Values["/parameters/condition"].Word, s.Actors[0].Speed < 10)).Distinct().Count());
        Assert.All(samples, s => Assert.Equal(12, s.Frames.Count));
        Assert.All(samples, s => Assert.Equal(s.Values["/parameters/condition"].Word == "night", s.Conditions.StreetLamps));
        Assert.All(samples.Where(s => s.Values["/parameters/condition"].Word is "night" or "fog" or "rain"), s =>
            Assert.True(s.Conditions.HeadLamps));
    }
}
