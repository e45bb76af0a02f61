using SceneForge.World.Simulation;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Tests.Scenarios;

/// <summary>A folder with a scene, a rig and one spec, deleted at the end.</summary>
internal sealed class SpecFolder : IDisposable
{
    public SpecFolder()
    {
        Directory.CreateDirectory(Path.Combine(Root, "scenes", "street"));
        File.WriteAllText(Path.Combine(Root, "rig.json"), "{}");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("sceneforge-spec-").FullName;

    public string SpecFile => Path.Combine(Root, "spec.json");

    /// <summary>A spec that is right, with members replaced or added before its end.</summary>
    public static string Spec(string variations = """{ "count": 4 }""", string parameters = "{}", string more = "", string ego = """{ "asset":"""
        + """ "car.hatchback", "start": { "road": "main", "lane": -1, "s": 30 } }""", string actors = "[]") => $$"""
        {
          "name": "test", "seed": 7, "scene": "scenes/street", "rig": "rig.json", "duration": 10,
          "frames": { "count": 4, "rate": 5 },
          "variations": {{variations}},
          "parameters": {{parameters}},
          "ego": {{ego}},
          "actors": {{actors}}{{(more.Length > 0 ? "," : "")}}
          {{more}}
        }
        """;

    public ScenarioSpec Read(string text) => ScenarioSpec.Read(Write("spec.json", text), Behaviours.All);

    /// <summary>Writes a file of the folder; returns its full path.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The errors that reading the text brings; the test fails where there is none.</summary>
    public IReadOnlyList<InputError> ErrorsOf(string text) => Xunit.Assert.Throws<InputException>(() => Read(text)).Errors;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
