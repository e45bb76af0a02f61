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
    [InlineData(null, 0, "324df2acc1f9ed6220bb2784a00644d4ebc1adae502c7feffab740a2cd0583fa",
        "3932121cdd8d1f5d3e575279cc3d1d24ac5cb36a223a198fc3b82baf399ac07e")]
    [InlineData(1UL, 1, "e212a282170495694fb806636dcf5716dfd78a5b112da4d95177b96390cdde52",
        "3414aae263127e4fd6c4bd3a9ac30a84c90dc30f3602167217ffae273bf6b098")]
    public void The_street_is_the_same_to_the_byte(ulong? sceneSeed, int variation, string geometry, string materials)
    {
        ScenarioSpec spec = ScenarioSpec.Read(Repository.PathOf("scenarios", "child_dart_out.json"));
        Taxonomy taxonomy = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));
        Scene street = SceneLoader.Load(Repository.PathOf("scenes", "residential_street"), taxonomy, TestWorlds.Assets, sceneSeed ?? spec.SceneSeed);
        WorldTimeline world = Simulator.Run(spec.Sample(variation), street, taxonomy);
        Assert.True(world.Objects.Length > 400, $"{world.Objects.Length} objects");
        Assert.Equal(geometry, WorldHash.OfGeometry(world, 0, 2_000_000_000));
        Assert.Equal(materials, WorldHash.OfMaterials(world));
    }
}
