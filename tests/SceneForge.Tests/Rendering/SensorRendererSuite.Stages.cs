using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Renderers.RayTracing;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Roads;
using SceneForge.Tests.Scenes;
using SceneForge.Tests.Support;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>Scenes that are no street: an overpass and a hall.</summary>
public abstract partial class SensorRendererSuite
{
    private const string SmallHall =
        """
        { "walls": [{ "outline": [[0, 0], [16, 0], [16, 10], [0, 10]], "height": 5, "floor": "hall_floor", "ceiling": true,
            "openings": [{ "wall": 1, "at": 5, "width": 1, "height": 2.1, "filling": "door" }] }],
          "grid": [{ "assets": ["bin.wheelie"], "x": 6, "y": 7, "columns": 6, "rows": 1, "pitch": [1, 1] }],
          "lamps": [{ "x": 4, "y": 3, "z": 4.8, "columns": 3, "rows": 2 }], "sky": { "hall": {} } }
        """;

    [SuiteFact]
    public async Task Cars_on_and_under_a_deck_are_seen_and_labelled_there()
    {
        using SceneFolder folder = new("""{ "road": "road.xodr" }""", OverpassTests.RoadFile);
        WorldTimeline world = Support.Scenarios.Run(folder.Load(), 1,
            new SampledActor(1, "under", "car.hatchback", null, null, new Place.OnLane("low", -1, 98, 0, 0), 0, []),
            new SampledActor(2, "over", "car.hatchback", null, null, new Place.OnLane("high", -1, 118, 0, 0), 0, []));
        // From 30 m before the bridge, 4.2 m over the lower road: both cars, and the deck between them.
        CameraShot shot = TestWorlds.Shot(world, new Pose(new Double3(-30, 4, 4.2), TestWorlds.AlongX), 192, 108, 160, 0);
        Observation seen = await Renderer.RenderAsync(shot, default);
        // A tenth of all pixels lie beside an edge.
        Assert.True(AssertAgreement(Reference(shot), seen) > 192 * 108 * 0.7);
        ImmutableArray<ObjectLabel> labels = FrameLabeler.Label(shot, ChannelResolver.Resolve(seen, null), new RayCaster());
        double[] heights = [.. new[] { 1, 2 }.Select(id => labels.Single(l => l.ObjectId == id).WorldFromBox.Translation.Z)];
        Assert.InRange(heights[0], 0.5, 1);
        // The deck is level there: the difference is its height to the millimetres of the ground's chords.
        Assert.Equal(6, heights[1] - heights[0], 0.01);
    }

    [SuiteFact]
    public async Task A_hall_is_lit_by_its_lamps_alone()
    {
        using SceneFolder folder = new(SmallHall);
        WorldTimeline world = Support.Scenarios.Run(folder.Load(), 1,
            new SampledActor(1, "worker", "pedestrian.adult", null, null, new Place.InWorld(9, 5, 180), 0, []));
        CameraShot shot = TestWorlds.Shot(world, new Pose(new Double3(1, 4, 1.6), TestWorlds.AlongX), 192, 108, 130, 0);
        Observation seen = await Renderer.RenderAsync(shot, default);
        Assert.True(AssertAgreement(Reference(shot), seen) > 192 * 108 * 0.6);
        Assert.DoesNotContain(-1, seen.Visibility.Instance);
        // Metered for the floor: neither dark nor burnt out, wherever one looks.
        double mean = seen.Rgb.Average(v => (double)v);
        Assert.InRange(mean, 60, 215);
        Assert.Contains(FrameLabeler.Label(shot, ChannelResolver.Resolve(seen, null), new RayCaster()), l =>
            l.ObjectId == 1 && l.VisiblePixels > 100);
    }
}
