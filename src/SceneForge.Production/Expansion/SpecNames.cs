using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Assets;
using SceneForge.World.Dressing;

namespace SceneForge.Production.Expansion;

/// <summary>Checks every name that any draw of a spec could take, not only those of one variation.</summary>
public static class SpecNames
{
    /// <summary>
    /// Assets must be known, cameras be part of every rig that the spec can choose, and roads of some scene that it can choose: which roads go
    /// with which scene is known once a variation is drawn.
    /// </summary>
    /// <exception cref="InputException">A name is not; all of them come together.</exception>
    public static void Require(ScenarioSpec spec, IEnumerable<SensorRig> rigs, IEnumerable<Scene> scenes)
    {
        (string Missing, IReadOnlyCollection<string> Names)[] cameras = [.. rigs.Select(r =>
            ($"The rig \"{r.Name}\" has no camera", (IReadOnlyCollection<string>)[.. r.Cameras.Select(c => c.Name)]))];
        string[] roads = [.. scenes.SelectMany(s => s.Roads.RoadIds).Distinct()];
        List<InputError> errors = [];
        foreach (NameUse use in spec.NamesUsed)
        {
            IEnumerable<(string, IReadOnlyCollection<string>)> known = use.Kind switch
            {
                NameKind.Asset => [("No asset is called", AssetLibrary.Names)],
                NameKind.Camera => cameras,
                NameKind.Road => [("The scene has no road", roads)],
                _ => throw new ArgumentOutOfRangeException(nameof(spec), use.Kind, "There is no such kind of name."),
            };
            foreach ((string missing, IReadOnlyCollection<string> names) in known.Where(k => !k.Item2.Contains(use.Name)))
            {
                errors.Add(spec.ErrorAt(use.Pointer, $"{missing} \"{use.Name}\".", $"Use {NearestName.Among(use.Name, names)}."));
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException(errors);
        }
    }
}
