using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli.Library;

/// <summary>
/// Scenarios, rigs and scenes by name: those here (<c>scenarios/</c> and <c>scenes/</c> of the working directory), else those that came with the
/// program, beside it or in the sources that it was built from.
/// </summary>
internal sealed class ScenarioLibrary
{
    private const string Schema = "scenario.schema.json";

    private ScenarioLibrary(string root) => Root = root;

    /// <summary>The folder that holds scenarios/ and scenes/.</summary>
    public string Root { get; }

    public string Scenarios => Path.Combine(Root, "scenarios");

    public string Scenes => Path.Combine(Root, "scenes");

    /// <summary>The library here, or that of the program.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static ScenarioLibrary Find() => Here() ?? OfProgram() ?? throw new UsageException(
        "there is no library: no folder scenarios/ here, and none came with the program.");

    /// <summary>The library of the working directory, or null.</summary>
    public static ScenarioLibrary? Here() => Holds(Directory.GetCurrentDirectory()) ? new ScenarioLibrary(Directory.GetCurrentDirectory()) : null;

    /// <summary>The library that came with the program, or null.</summary>
    public static ScenarioLibrary? OfProgram()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (string folder in (string[])[Path.Combine(at.FullName, "library"), at.FullName])
            {
                if (Holds(folder))
                {
                    return new ScenarioLibrary(folder);
                }
            }
        }

        return null;
    }

    /// <summary>Specs by name of their file, with their JSON.</summary>
    public IEnumerable<(string Name, string Path, JObject Spec)> Specs() => Files(Scenarios)
        .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal))
        .Select(f => (Path.GetFileNameWithoutExtension(f), f, Json: TryRead(f)))
        .Where(f => f.Json?["scene"] is not null)
        .Select(f => (f.Item1, f.f, f.Json!));

    /// <summary>Every JSON file under a folder, in a fixed order.</summary>
    public static IEnumerable<string> Files(string folder, bool below = false) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, "*.json", below ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly).Order(StringComparer.Ordinal);

    /// <summary>A file's object; null where it is none.</summary>
    public static JObject? TryRead(string file)
    {
        try
        {
            return JsonFile.Read(file).Token as JObject;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static bool Holds(string folder) => File.Exists(Path.Combine(folder, "scenarios", Schema));
}
