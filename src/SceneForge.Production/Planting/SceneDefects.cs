using System.Numerics;
using SceneForge.Production.Expansion;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Rendering;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Planting;
using SceneForge.Quality.Sampling;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Schedules;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Production.Planting;

/// <summary>
/// Defects of the scene itself: the host's variation is simulated anew, altered, and the one frame rendered by the renderer that made the
/// dataset.
/// </summary>
public sealed class SceneDefects(DatasetOrigin origin, IRenderers renderers) : ISceneDefects, IDisposable
{
    private const string Floating = "actor_floating";
    private const string DarkLamp = "lamp_missing";
    private const string Texture = "texture_fault";

    // A lamp that lights nothing in view is no defect that anybody could see: so many of a thousand pixels must get darker by so many levels.
    private const int DarkerLevels = 10;
    private const int LeastDarker = 5;

    // A lamp further away lights a few pixels only, metres.
    private const double LampReach = 45;

    // As engines show a texture that they did not find.
    private static readonly Vector3 Magenta = new(0.8f, 0.02f, 0.8f);
    private static readonly Vector3 Grey = new(0.5f, 0.5f, 0.5f);

    private readonly DatasetReader _dataset = origin.Dataset;
    private readonly Lazy<ISensorRenderer> _renderer =
        new(() => renderers.Like(origin.IsRasterized, origin.Expansion.Cameras));

    public static IReadOnlyCollection<string> AllKinds { get; } = [Floating, DarkLamp, Texture];

    public IReadOnlyCollection<string> Kinds => AllKinds;

    public PlantedFiles? TryPlant(string kind, HostFrame host, PlantingChoice choice) => kind switch
    {
        Floating => Float(host, choice),
        DarkLamp => Darken(host, choice),
        Texture => Bare(host, choice),
        _ => null,
    };

    public void Dispose()
    {
        if (_renderer.IsValueCreated)
        {
            _renderer.Value.Dispose();
        }
    }

    private PlantedFiles? Float(HostFrame host, PlantingChoice choice)
    {
        if (Pick(host, choice) is not { } label)
        {
            return null;
        }

        double height = choice.Between("height", 0.25, 0.6);
        var files = Render(host, o => o.Id == label.ObjectId ? o with { Track = o.Track.Moved(new Double3(0, 0, height)) } : o);
        return new PlantedFiles(files, new DefectPlace(null, label.ObjectId), Share(label));
    }

    private PlantedFiles? Bare(HostFrame host, PlantingChoice choice)
    {
        if (Pick(host, choice) is not { } label)
        {
            return null;
        }

        Vector3 color = choice.Of("color", (Vector3[])[Magenta, Grey]);
        var files = Render(host, o => o.Id == label.ObjectId ? o with { Model =
            Repaint(o.Model, m => m with { Maps = MaterialMaps.None, BaseColor = color, Emission = default }) } : o);
        return new PlantedFiles(PicturesAlone(host, files), new DefectPlace(null, label.ObjectId), Share(label));
    }

    private PlantedFiles? Darken(HostFrame host, PlantingChoice choice)
    {
        if (!host.Sequence.Scenario().Get("conditions").Get("street_lamps").AsBoolean())
        {
            return null;
        }

        WorldObject[] near = [.. origin.World(host.Sequence).Timeline.Objects.Where(o => o.Model.Lamps.Any(l => l.Channel == LampChannel.StreetLamp)
            && IsAhead(host, o))];
        int first = near.Length == 0 ? 0 : choice.Below("lamp", near.Length);
        foreach (WorldObject lamp in near[first..].Concat(near[..first]))
        {
            var files = PicturesAlone(host, Render(host, o => o.Id == lamp.Id
                ? o with { Model = Repaint(o.Model with { Lamps = [] }, m => m.EmissionSwitch is null ? m : m with { Emission = default }) }
                : o));
            if (host.Labels.Cameras.Any(c => IsDarker(host, c, files)))
            {
                return new PlantedFiles(files, DefectPlace.WholeFrame, 1);
            }
        }

        return null;
    }

    private static bool IsAhead(HostFrame host, WorldObject item)
    {
        Double3 place = host.Labels.WorldFromVehicle.Inverse().Apply(item.Track.PoseAt(host.Labels.TimeNs).Translation);
        return place.X > 0 && place.Length < LampReach;
    }

    private static ObjectLabel? Pick(HostFrame host, PlantingChoice choice)
    {
        var hosts = DefectPlanter.Hosts(host);
        return hosts.Count == 0 ? null : choice.Of("object", hosts).Label;
    }

    private static double Share(ObjectLabel label) => label.AmodalPixels == 0 ? 0 : Math.Min(1, (double)label.VisiblePixels / label.AmodalPixels);

    private static Model Repaint(Model model, Func<Material, Material> paint) =>
        model with { Nodes = [.. model.Nodes.Select(n => n with { Materials = [.. n.Materials.Select(paint)] })] };

    private static Dictionary<string, byte[]> PicturesAlone(HostFrame host, Dictionary<string, byte[]> files)
    {
        HashSet<string> pictures = [.. host.Labels.Cameras.Select(c => c.Files["rgb"])];
        return files.Where(f => pictures.Contains(f.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private static bool IsDarker(HostFrame host, StoredPicture picture, Dictionary<string, byte[]> files)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, files[picture.Files["rgb"]]);
            byte[] after = ChannelFiles.ReadRgb(path, out _, out _);
            byte[] before = ChannelFiles.ReadRgb(host.Sequence.PathOf(picture.Files["rgb"]), out int width, out int height);
            int darker = Enumerable.Range(0, width * height).Count(i => before[3 * i + 1] - after[3 * i + 1] >= DarkerLevels);
            return 1000L * darker >= (long)LeastDarker * width * height;
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The frame's files in an altered world, as a run of it alone would write them.
    private Dictionary<string, byte[]> Render(HostFrame host, Func<WorldObject, WorldObject> alter)
    {
        PreparedVariation prepared = origin.World(host.Sequence);
        WorldTimeline world = prepared.Timeline;
        WorldTimeline altered = new(world.Taxonomy, world.Conditions, [.. world.Objects.Select(alter)], world.DurationNs, world.Events);
        PreparedVariation variation = prepared with { Timeline = altered,
            Schedule = FrameSchedule.Of(prepared.Scenario.Frames, altered, prepared.Rig.ReachNs)! };
        string folder = Directory.CreateTempSubdirectory("sceneforge-planting-").FullName;
        try
        {
            using DatasetWriter dataset = DatasetWriter.Open(folder, DatasetDescription.Of(origin.Expansion, variation.Scenario, _renderer.Value),
                _dataset.Encoding);
            using SequenceWriter writer = dataset.TryBegin(DatasetDescription.Header(variation), new FrameSelection(host.Frame, host.Frame))!;
            using FramePipeline pipeline = new(_renderer.Value, renderers.Caster, 1);
            pipeline.StartAsync(variation, writer, static () => { }, CancellationToken.None).GetAwaiter().GetResult()
                .GetAwaiter().GetResult();
            string excerpt = Path.Combine(folder, DatasetLayout.ExcerptsFolder, DatasetLayout.Number(host.Variation));
            return host.Sequence.Files.Where(f => DatasetLayout.IsOfFrame(f.Path, host.Frame))
                .ToDictionary(f => f.Path, f => File.ReadAllBytes(Path.Combine(excerpt, f.Path)), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
