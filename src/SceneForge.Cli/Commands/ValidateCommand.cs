using System.CommandLine;
using SceneForge.Cli.Running;
using SceneForge.Scenarios.Input;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge validate SPEC...</c></summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        Argument<string[]> specs = new("SPEC") { Description = "Scenario specs.", Arity = ArgumentArity.OneOrMore };
        Command command = new("validate", "Checks specs with their rigs and scenes, and every variation's values; renders nothing.") { specs };
        command.SetAction(parsed => Validate(parsed.GetValue(specs)!));
        return command;
    }

    private static int Validate(string[] specs)
    {
        List<InputError> errors = [];
        foreach (string spec in specs)
        {
            try
            {
                RequireSpec(JsonFile.Read(spec));
                ScenarioExpansion expansion = ScenarioExpansion.Open(spec);
                for (int variation = 0; variation < expansion.Spec.VariationCount; variation++)
                {
                    expansion.CheckPlaces(expansion.Spec.Sample(variation, 0));
                }

                Console.WriteLine($"{spec}: good; {expansion.Spec.VariationCount} variations");
            }
            catch (InputException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        return errors.Count == 0 ? ExitCode.Done : throw new InputException(errors);
    }

    // Other files lie beside specs, and would get an error for each member that a spec has and they have not.
    private static void RequireSpec(JsonNode root)
    {
        string? other = !root.IsObject ? null
            : root.Find("$schema") is { IsString: true } schema && schema.AsString().Contains("json-schema.org", StringComparison.Ordinal) ? "a JSON Schema"
            : root.Find("scene") is null && (root.Find("cameras") ?? root.Find("lidars")) is not null ? "a sensor rig"
            : null;
        if (other is not null)
        {
            throw root.Fail($"This is {other}, not a scenario spec.", "Name specs: each is checked with its rig and its scene.");
        }
    }
}
