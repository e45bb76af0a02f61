using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Assets;
using SceneForge.World.Ground;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Roads.Networks;

namespace SceneForge.World.Scenes.Building;

/// <summary>What the layers of a scene have set down so far. Asset variants are few and shared, so that their meshes are, too.</summary>
internal sealed class SceneBuilder(AssetCatalogue assets, SurfaceTable surfaces, ulong seed)
{
    /// <summary>Distinct models of an asset in a scene.</summary>
    private const int Variants = 8;

    private readonly ImmutableArray<WorldObject>.Builder _objects = ImmutableArray.CreateBuilder<WorldObject>();
    private readonly Dictionary<(string, int), Model> _models = [];
    private readonly ImmutableDictionary<string, WorldObject>.Builder _named = ImmutableDictionary.CreateBuilder<string, WorldObject>();
    private readonly List<IGround> _grounds = [];
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private StandingRoom? _room;

    public SurfaceTable Surfaces { get; } = surfaces;

    /// <summary>Null in a scene without roads.</summary>
    public RoadNetwork? Roads { get; set; }

    public SceneSky Sky { get; set; } = new SceneSky.Open();

    /// <summary>Luminous flux of a hall's lamps, linear RGB, lumens.</summary>
    public Vector3 HallFlux { get; set; }

    /// <summary>Areas of rooms with a ceiling: their floors, and all their surfaces, square metres.</summary>
    public (double Floor, double All) HallArea { get; set; }

    /// <summary>All grounds laid so far.</summary>
    public IGround Ground => _grounds.Count == 1 ? _grounds[0] : new GroundStack(_grounds);

    public bool HasGround => _grounds.Count > 0;

    /// <summary>Where things may stand; asked for once the ground is laid.</summary>
    public StandingRoom Room => _room ??= new StandingRoom(Roads);

    public ImmutableArray<WorldObject> Objects => _objects.ToImmutable();

    public int NextId => WorldObject.FirstSceneId + _objects.Count;

    public RandomStream Random(string path) => new(seed, 0, $"/scene/{path}");

    /// <summary>The roads, for a layer that cannot do without.</summary>
    public RoadNetwork RoadsFor(JsonNode node) => Roads
        ?? throw node.Fail("The scene has no roads.", "Name an OpenDRIVE file as \"road\", or give places by \"x\" and \"y\".");

    public Road Road(JsonNode node, string name) => RoadsFor(node).Find(name)
        ?? throw node.Get("road").Fail($"The scene's roads have no \"{NearestName.Shorten(name)}\".",
            $"Use {NearestName.Among(name, Roads!.Roads.Select(r => r.Id))}.");

    public RoadSide Side(JsonNode node, Stretch stretch)
    {
        Road road = Road(node, stretch.Road);
        return new RoadSide(Roads!, Ground, stretch, road.Length);
    }

    /// <summary>The pose of a place that <paramref name="node"/> gives.</summary>
    /// <exception cref="InputException">It names a road, a lane or a thing that is not there.</exception>
    public Pose Resolve(JsonNode node, Place place)
    {
        string? road = (place as Place.OnLane)?.Road ?? (place as Place.BesideRoad)?.Road;
        if (road is not null)
        {
            Road(node, road);
        }

        if (place is Place.OnLane lane && !Roads!.Contains(lane.Road, lane.Lane, lane.S))
        {
            throw node.Get("lane").Fail(FormattableString.Invariant($"Road \"{lane.Road}\" has no lane {lane.Lane} at s = {lane.S} m."),
                "Name a lane of the road, and keep s within the road's length.");
        }

        Standing Find(string name) => _named.TryGetValue(name, out WorldObject? thing)
            ? new Standing(thing.Track.PoseAt(0), thing.Model)
            : throw node.Get(place is Place.OnThing ? "on" : "beside").Fail(
                $"No thing set down before this one is called \"{NearestName.Shorten(name)}\".",
                _named.Count == 0 ? "Give that thing a \"name\", and let it come first." : $"Use {NearestName.Among(name, _named.Keys)}.");
        if (place is Place.OnThing on && Anchors.Top(Find(on.Thing), on) is null)
        {
            throw node.Get("on").Fail($"\"{on.Thing}\" has no surface there to stand on.", "Change \"ahead\", \"left\" or \"up\".");
        }

        return new Anchors(Roads, Ground, Find).Resolve(place);
    }

    public void AddGround(IGround ground) => _grounds.Add(ground);

    /// <summary>One of the asset's variants in this scene.</summary>
    public Model Model(string asset, RandomStream random)
    {
        int variant = random.NextInt(Variants);
        if (!_models.TryGetValue((asset, variant), out Model? model))
        {
            _models[(asset, variant)] = model = Make(new AssetRequest(asset, new RandomStream(seed, (ulong)variant, $"/scene/assets/{asset}")));
        }

        return model;
    }

    /// <summary>A model of its own.</summary>
    public Model Make(AssetRequest request)
    {
        _files.UnionWith(assets.Files(request.Name).Select(Path.GetFullPath));
        return assets.Make(request);
    }

    /// <summary>Adds an object if there is room for it.</summary>
    public bool TryAdd(Model model, Pose pose, double clear)
    {
        Footprint outline = StandingRoom.Outline(model, pose);
        if (!Room.IsFree(outline, pose.Translation.Z, clear))
        {
            return false;
        }

        Room.Take(outline, pose.Translation.Z);
        Add(model, pose);
        return true;
    }

    /// <summary>Adds an object that takes no room, such as a path.</summary>
    public WorldObject Add(Model model, Pose pose)
    {
        WorldObject thing = new(NextId, $"{model.Name}.{NextId}", model, Track.Still(pose));
        _objects.Add(thing);
        return thing;
    }

    /// <summary>Adds objects that have their ids from <see cref="NextId"/> on.</summary>
    public void AddRange(IEnumerable<WorldObject> objects) => _objects.AddRange(objects);

    /// <summary>Lets places refer to the object added last.</summary>
    public void NameLast(string? name)
    {
        if (name is not null)
        {
            _named.Add(name, _objects[^1]);
        }
    }

    public void AddFile(string path) => _files.Add(Path.GetFullPath(path));

    /// <summary>Says what was left out.</summary>
    public void Warn(JsonNode node, string message) => _warnings.Add(node.Error(message, "").ToString());

    public void Warn(string message) => _warnings.Add(message);

    /// <summary>Full paths of all files that went into what was built.</summary>
    public ImmutableArray<string> Files => [.. _files];

    /// <summary>What places may refer to, by name.</summary>
    public ImmutableDictionary<string, WorldObject> Named => _named.ToImmutable();

    /// <summary>What was left out.</summary>
    public ImmutableArray<string> Warnings => [.. _warnings];
}
