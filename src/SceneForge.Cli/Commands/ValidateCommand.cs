using System.CommandLine;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Importing;
using SceneForge.Cli.Overrides;
using SceneForge.Production.Expansion;
using SceneForge.Base.Input;
using SceneForge.Cli.Terminal;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rigs;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge validate FILE... [--set PATH=VALUE]...</c></summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Scenario specs, rigs, LiDARs' data sheets or asset.json.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> set = OverriddenSpec.CreateOption();
        Command command = new("validate",
            "Checks specs with their rigs and scenes, and every variation's values; or a rig, a LiDAR's data sheet or an asset alone. Renders "
                + "nothing.") { files, set };
        command.SetAction(parsed => Validate(parsed.GetValue(files)!, parsed.GetValue(set) ?? []));
        return command;
    }

    private static int Validate(string[] files, string[] set)
    {
        List<InputError> errors = [];
        foreach (string file in files)
        {
            try
            {
                using OverriddenSpec overridden = OverriddenSpec.Open(file, set, Console.Error.WriteLine);
                Console.WriteLine($"{file}: good; {overridden.Read(() => Check(overridden.Path))}");
            }
            catch (InputException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        return errors.Count == 0 ? ExitCode.Done : throw new InputException(errors);
    }

    // A file is what its members say.
    private static string Check(string file)
    {
        JsonNode root = JsonFile.Read(file);
        bool isSpec = Has("scene");
        if (!isSpec && (Has("cameras") || Has("lidars")))
        {
            SensorRig rig = RigReader.Read(file);
            return $"a rig with {rig.Cameras.Length} camera(s) and {rig.Lidars.Length} LiDAR(s)";
        }

        if (!isSpec && Has("scan"))
        {
            LidarModel model = LidarModelReader.Read(file);
            return $"a LiDAR with {model.Pattern.Count} firings a turn";
        }

        if (!isSpec && Has("model") && Has("class"))
        {
            return AssetValidation.Check(file);
        }

        if (Has("$schema") && root.Get("$schema") is { IsString: true } schema
            && schema.AsString().Contains("json-schema.org", StringComparison.Ordinal))
        {
            throw root.Fail("This is a JSON Schema, not a scenario spec.", "Name specs, rigs or LiDARs' data sheets.");
        }

        ScenarioExpansion expansion = ScenarioExpansion.Open(file, new ProgramRenderers(1).Caster);
        for (int variation = 0; variation < expansion.Spec.VariationCount; variation++)
        {
            expansion.CheckPlaces(expansion.Spec.Sample(variation, 0));
        }

        IEnumerable<string> warnings = expansion.Scenes.SelectMany(s => s.Warnings);
        return string.Join(Environment.NewLine + "  left out: ", warnings.Prepend($"{expansion.Spec.VariationCount} variations"));

        bool Has(string member) => root.IsObject && root.Find(member) is not null;
    }
}
