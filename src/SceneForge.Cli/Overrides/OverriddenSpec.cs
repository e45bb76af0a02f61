using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Cli.Library;
using SceneForge.Cli.Terminal;
using SceneForge.Scenarios.Specs;
using SceneForge.World.Simulation;

namespace SceneForge.Cli.Overrides;

/// <summary>
/// A spec with values from the command line, as a file beside the first: scene and rig are named from there, and whoever checks the data later finds
/// it by its hash. The same values give the same file. It is taken away again unless it is kept.
/// </summary>
internal sealed class OverriddenSpec : IDisposable
{
    private readonly string _original;
    private readonly bool _own;
    private bool _kept;

    private OverriddenSpec(string original, string path, string tag, bool own)
    {
        (_original, Path, Tag, _own) = (original, path, tag, own);
    }

    /// <summary>The spec to use.</summary>
    public string Path { get; }

    /// <summary>What a dataset's folder is called beyond the spec's file name: <c>_set_</c> and eight digits; empty without overrides.</summary>
    public string Tag { get; }

    public static Option<string[]> CreateOption() => new("--set")
    {
        Description = "Puts a value into the spec: ego.speed=12, preset=night, 'weather.rain_rate={\"uniform\":[2,8]}', "
            + "actors.child.height=1.1. May be given several times.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Applies overrides in their order; the spec itself where there are none.</summary>
    /// <param name="note">Takes what people should know.</param>
    /// <exception cref="UsageException">A path leads nowhere.</exception>
    /// <exception cref="InputException">The spec is missing or no JSON.</exception>
    public static OverriddenSpec Open(string specFile, string[] texts, Action<string> note)
    {
        if (texts.Length == 0)
        {
            return new OverriddenSpec(specFile, specFile, "", own: false);
        }

        SpecSchema schema = SpecSchema.Open();
        JObject spec = JsonFile.Read(specFile).Token as JObject ?? throw new InputException(new InputError(specFile, 1, 1, "",
            "A spec is an object.", "Name a scenario spec."));
        SpecOverride[] overrides = [.. texts.Select(SpecOverride.Parse)];
        string[] used = UsedParameters(spec);
        foreach (SpecOverride item in overrides)
        {
            item.Apply(spec, schema);
            NotePresets(spec, item, note);
        }

        DropUnused(spec, used.Except(UsedParameters(spec)), note);
        byte[] bytes = Encoding.UTF8.GetBytes(spec.ToString().ReplaceLineEndings("\n") + "\n");
        string tag = $"_set_{Convert.ToHexStringLower(SHA256.HashData(bytes))[..8]}";
        string full = System.IO.Path.GetFullPath(specFile);
        string path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!,
            System.IO.Path.GetFileNameWithoutExtension(full) + tag + ".json");
        bool own = !File.Exists(path);
        if (own)
        {
            string unfinished = path + ".tmp";
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, path, overwrite: true);
        }

        return new OverriddenSpec(specFile, path, tag, own);
    }

    /// <summary>Leaves the file where it is: a dataset is made from it.</summary>
    public void Keep() => _kept = true;

    /// <summary>Where a dataset goes that no other folder is named for; null where nothing is overridden.</summary>
    public string? DefaultFolder => Tag.Length == 0
        ? null
        : System.IO.Path.Combine("out", System.IO.Path.GetFileNameWithoutExtension(Path));

    /// <summary>Reads the spec, without scene and rig.</summary>
    /// <exception cref="InputException">A value cannot be accepted.</exception>
    public void Check() => Read(() => Tag.Length == 0 ? null : ScenarioSpec.Read(Path, Behaviours.All));

    /// <summary>Errors of the overridden spec as errors of the first one, whose lines they are not.</summary>
    public T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException e) when (_own && !_kept)
        {
            throw Renamed(e);
        }
    }

    /// <inheritdoc cref="Read"/>
    public async Task ReadAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (InputException e) when (_own && !_kept)
        {
            throw Renamed(e);
        }
    }

    private InputException Renamed(InputException e) => new([.. e.Errors.Select(x => System.IO.Path.GetFullPath(x.File) == Path
        ? x with { File = $"{_original} with --set", Line = 0, Column = 0 }
        : x)]);

    public void Dispose()
    {
        if (_own && !_kept)
        {
            File.Delete(Path);
        }
    }

    private static string[] UsedParameters(JObject spec) => [.. spec.Descendants().OfType<JProperty>()
        .Where(p => p.Name == "parameter" && p.Value.Type == JTokenType.String).Select(p => (string)p.Value!).Distinct(StringComparer.Ordinal)];

    // A value in the place of a parameter leaves the parameter without use, which a spec may not have.
    private static void DropUnused(JObject spec, IEnumerable<string> names, Action<string> note)
    {
        foreach (string name in names)
        {
            if (spec["parameters"] is JObject parameters && parameters.Remove(name))
            {
                JToken[] factors = [.. (spec["variations"]?["factors"] as JArray ?? []).Where(f => (string?)f == name)];
                foreach (JToken factor in factors)
                {
                    factor.Remove();
                }

                note($"Parameter {name} has no use any more and is left out{(factors.Length > 0 ? ", as a factor of the design too" : "")}.");
            }
        }
    }

    // A preset's members replace those of the spec, so that a value there may never show.
    private static void NotePresets(JObject spec, SpecOverride item, Action<string> note)
    {
        if (item.Path is not ["weather" or "lighting", _, ..] || spec["presets"] is not JObject presets)
        {
            return;
        }

        string[] own = [.. presets.Properties().Where(p => p.Value[item.Path[0]]?[item.Path[1]] is not null).Select(p => p.Name)];
        if (own.Length > 0)
        {
            note($"--set {item.Text}: {string.Join(", ", own)} of the presets say their own {item.Path[0]}.{item.Path[1]}; "
                + $"set presets.{own[0]}.{item.Path[0]}.{item.Path[1]} too where it should hold there.");
        }
    }
}
