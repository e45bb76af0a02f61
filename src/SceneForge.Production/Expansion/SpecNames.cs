using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Assets;
using SceneForge.World.Scenes;

namespace SceneForge.Production.Expansion;

/// <summary>Checks every name that any draw of a spec could take, not only those of one variation.</summary>
public static class SpecNames
{
    /// <summary>
    /// Assets must be known, cameras be part of every rig that the spec can choose, and roads and things of some scene that it can choose: which go
    /// with which scene is known once a variation is drawn. Actors that carry a rig must be the spec's.
    /// </summary>
    /// <exception cref="InputException">A name is not; all of them come together.</exception>
    public static void Require(ScenarioSpec spec, IEnumerable<SensorRig> rigs, IEnumerable<Scene> scenes)
    {
        (string Missing, IReadOnlyCollection<string> Names)[] cameras = [.. rigs.Select(r =>
            ($"The rig \"{r.Name}\" has no camera", (IReadOnlyCollection<string>)[.. r.Cameras.Select(c => c.Name)]))];
        Scene[] all = [.. scenes];
        string[] roads = [.. all.SelectMany(s => s.Roads?.RoadIds ?? []).Distinct()];
        string[] things = [.. all.SelectMany(s => s.Named.Keys).Distinct()];
        List<InputError> errors = [];
        foreach (NameUse use in spec.NamesUsed)
        {
            IEnumerable<(string, IReadOnlyCollection<string>)> known = use.Kind switch
            {
                NameKind.Asset => [("No asset is called", all[0].Assets.Names)],
                NameKind.Camera => cameras,
                NameKind.Road => [("The scene has no road", roads)],
                NameKind.Thing => [("No actor, and no thing that the scene names, is called", things)],
                _ => throw new ArgumentOutOfRangeException(nameof(spec), use.Kind, "There is no such kind of name."),
            };
            foreach ((string missing, IReadOnlyCollection<string> names) in known.Where(k => !k.Item2.Contains(use.Name)))
            {
                string mend = names.Count == 0 ? "There is none in this scene." : $"Use {NearestName.Among(use.Name, names)}.";
                errors.Add(spec.ErrorAt(use.Pointer, $"{missing} \"{use.Name}\".", mend));
            }
        }

        string[] actors = [.. spec.Sample(0, 0).Actors.Select(a => a.Name)];
        foreach (SensorRig rig in rigs)
        {
            if (rig.Mount is RigMount.OnActor mount && !actors.Contains(mount.Name))
            {
                errors.Add(new InputError(rig.Files[0], 0, 0, "/mount/actor", $"The spec has no actor \"{mount.Name}\" to carry the rig.",
                    $"Use {NearestName.Among(mount.Name, actors)}."));
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException(errors);
        }
    }
}
