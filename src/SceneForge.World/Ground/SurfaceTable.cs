using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Input;
using SceneForge.World.Materials;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.World.Ground;

/// <summary>A kind of ground.</summary>
/// <param name="Name">As scenes and OpenDRIVE's lane materials name it; also the name of its mesh parts.</param>
/// <param name="Class">Class in taxonomy.json where nothing else says what the ground is there.</param>
public sealed record GroundSurface(string Name, Func<Material> Bake, string Class)
{
    private readonly Lazy<Material> _material = new(Bake);

    /// <summary>Baked when first asked for.</summary>
    public Material Material => _material.Value;
}

/// <summary>The kinds of ground of surfaces.json, which stands beside taxonomy.json.</summary>
public sealed class SurfaceTable
{
    public const string FileName = "surfaces.json";

    private readonly Dictionary<string, GroundSurface> _byName;

    private SurfaceTable(string path, ImmutableArray<GroundSurface> surfaces)
    {
        Path = path;
        Surfaces = surfaces;
        _byName = surfaces.ToDictionary(s => s.Name, StringComparer.Ordinal);
        Classes = [.. surfaces.Select(s => s.Class).Distinct()];
    }

    public string Path { get; }

    public ImmutableArray<GroundSurface> Surfaces { get; }

    /// <summary>Classes of all surfaces, in the order of their first mention; the ground's objects follow it.</summary>
    public ImmutableArray<string> Classes { get; }

    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <exception cref="InputException">The file has no such surface.</exception>
    public GroundSurface this[string name] => _byName.TryGetValue(name, out GroundSurface? found)
        ? found
        : throw new InputException(new InputError(Path, 0, 0, "/surfaces", $"Surface \"{name}\" is missing.",
            $"Add it, or use {NearestName.Among(name, _byName.Keys)}."));

    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The name of a surface that a file gives.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public string Name(JsonNode node)
    {
        string name = node.AsString();
        return Contains(name) ? name : throw node.Fail($"There is no surface \"{NearestName.Shorten(name)}\".",
            $"Use {NearestName.Among(name, Names)}, or add it to {FileName}.");
    }

    /// <summary>
    /// Reads <c>{ "surfaces": [ { "name", "material", "class", "tint" } ] }</c>; where the file is missing the project's own surfaces hold.
    /// </summary>
    /// <exception cref="InputException">The file is no table of surfaces.</exception>
    public static SurfaceTable Read(string path, Taxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        JsonNode root = File.Exists(path) ? JsonFile.Read(path) : Standard();
        InputErrors errors = new();
        List<GroundSurface> surfaces = [];
        foreach (JsonNode node in root.Get("surfaces").Items())
        {
            errors.Read(0, () =>
            {
                GroundSurface surface = ReadSurface(node, taxonomy);
                if (surfaces.Exists(s => s.Name == surface.Name))
                {
                    throw node.Get("name").Fail($"Surface \"{surface.Name}\" stands here twice.", "Give every surface its own name.");
                }

                surfaces.Add(surface);
                return 0;
            });
        }

        root.Finish();
        errors.ThrowIfAny();
        return new SurfaceTable(path, [.. surfaces]);
    }

    private static JsonNode Standard()
    {
        using StreamReader reader = new(typeof(SurfaceTable).Assembly.GetManifestResourceStream(FileName)!);
        return JsonFile.Parse($"{FileName} (the project's own)", reader.ReadToEnd());
    }

    private static GroundSurface ReadSurface(JsonNode node, Taxonomy taxonomy)
    {
        string name = node.Get("name").AsString();
        string material = node.Get("material").AsChoice([.. MaterialNames.All]);
        string @class = node.Get("class").AsChoice([.. taxonomy.Classes.Select(c => c.Name)]);
        Vector3? tint = node.Find("tint") is { } factors ? ReadTint(factors) : null;
        node.Finish();
        return new GroundSurface(name, () => tint is { } factor
            ? MaterialNames.Of(material) with { Name = $"{material}_{name}", BaseColor = MaterialNames.Of(material).BaseColor * factor }
            : MaterialNames.Of(material), @class);
    }

    private static Vector3 ReadTint(JsonNode node)
    {
        float[] factors = [.. node.Items().Select(n => (float)n.AsNumber(0, 10))];
        return factors.Length == 3
            ? new Vector3(factors[0], factors[1], factors[2])
            : throw node.Fail($"A tint has three factors, this one has {factors.Length}.", "Write [red, green, blue].");
    }
}
