using SceneForge.Scenarios.Specs;
using SceneForge.Tests.Support;
using SceneForge.World.Scenes;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Scenes;

/// <summary>
/// The residential street with the flagship's actors, pinned. Whoever changes how scenes are made sees here whether the street has become
/// another one, in any vertex; then every dataset that was made of it is another, too, and the tool's version has to say so.
/// </summary>
public sealed class StreetHashTests
{
    [Theory]
    [InlineData(null, 0, "56442376eb59db64f6f17627c8e2d51fd1592688599ae603a7726abb5878fe10",
        "5996d39b15b423270993f0b1a144bc98ec9705766388d539a5ead707fb551416")]
    [InlineData(1UL, 1, "2e60cbd64173559f7d8c0f04bec4fbfe0c49cc918959fe11130153b4b9d615c9",
        "89a217618269a1643d6531e24405ab490849569232bc685311ee69ed6da1cd11")]
    public void The_street_is_the_same_to_the_byte(ulong? sceneSeed, int variation, string geometry, string materials)
    {
        ScenarioSpec spec = ScenarioSpec.Read(Repository.PathOf("scenarios", "child_dart_out.json"), Behaviours.All);
        Taxonomy taxonomy = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));
        Scene street = SceneLoader.Load(Repository.PathOf("scenes", "residential_street"), taxonomy, TestWorlds.Assets, sceneSeed ?? spec.SceneSeed);
        WorldTimeline world = Simulator.Run(spec.Sample(variation), street, taxonomy);
        Assert.True(world.Objects.Length > 400, $"{world.Objects.Length} objects");
        string made = $"{WorldHash.OfGeometry(world, 0, 2_000_000_000)} {WorldHash.OfMaterials(world)}";
        Assert.True(made == $"{geometry} {materials}", $"The street is now {made}");
    }
}
