using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.World.Assets;
using SceneForge.World.Assets.Buildings;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using SceneForge.World.Timeline;

namespace SceneForge.World.Dressing;

/// <summary>What dressing has set down so far. Asset variants are few and shared, so that their meshes are, too.</summary>
internal sealed class SceneBuilder(RoadNetwork roads, ulong seed)
{
    /// <summary>Distinct models of an asset in a scene.</summary>
    private const int Variants = 8;

    private readonly ImmutableArray<WorldObject>.Builder _objects = ImmutableArray.CreateBuilder<WorldObject>();
    private readonly Dictionary<(string, int), Frontage> _houses = [];
    private readonly Dictionary<(string, int), Model> _models = [];

    public RoadNetwork Roads { get; } = roads;

    public StandingRoom Room { get; } = new(roads);

    public ImmutableArray<WorldObject> Objects => _objects.ToImmutable();

    public RandomStream Random(string path) => new(seed, 0, $"/scene/{path}");

    public RoadSide Side(JsonNode node, Stretch stretch) => Roads.Find(stretch.Road) is { } road
        ? new RoadSide(Roads, stretch, road.Length)
        : throw node.Get("road").Fail($"The scene's roads have no \"{stretch.Road}\".",
            $"Use {NearestName.Among(stretch.Road, Roads.Roads.Select(r => r.Id))}.");

    public Model Model(string asset, RandomStream random)
    {
        int variant = random.NextInt(Variants);
        if (!_models.TryGetValue((asset, variant), out Model? model))
        {
            _models[(asset, variant)] = model = AssetLibrary.Make(Request(asset, variant));
        }

        return model;
    }

    public Frontage House(string asset, RandomStream random)
    {
        int variant = random.NextInt(Variants);
        if (!_houses.TryGetValue((asset, variant), out Frontage? house))
        {
            _houses[(asset, variant)] = house = BuildingMaker.MakeWithFrontage(Request(asset, variant));
        }

        return house;
    }

    /// <summary>Adds an object if there is room for it.</summary>
    public bool TryAdd(Model model, Pose pose, double clear)
    {
        Footprint outline = StandingRoom.Outline(model, pose);
        if (!Room.IsFree(outline, clear))
        {
            return false;
        }

        Room.Take(outline);
        Add(model, pose);
        return true;
    }

    /// <summary>Adds an object that takes no room, such as a path.</summary>
    public void Add(Model model, Pose pose)
    {
        int id = WorldObject.FirstSceneId + _objects.Count;
        _objects.Add(new WorldObject(id, $"{model.Name}.{id}", model, Track.Still(pose)));
    }

    private AssetRequest Request(string asset, int variant) => new(asset, new RandomStream(seed, (ulong)variant, $"/scene/assets/{asset}"));
}
