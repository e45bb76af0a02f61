using System.CommandLine;
using System.CommandLine.Completions;
using SceneForge.Cli.Library;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge new NAME [--from SCENARIO]</c></summary>
internal static class NewCommand
{
    public static Command Create()
    {
        Argument<string> name = new("NAME") { Description = "Name of the scenario: lower-case letters, digits, underscores." };
        Option<string> from = new("--from") { Description = "Scenario to begin with; `sceneforge list scenarios` names them.",
            DefaultValueFactory = _ => "child_dart_out" };
        from.CompletionSources.Add(_ => ScenarioLibrary.Find().Specs()
            .Select(s => new CompletionItem(s.Name)));
        Command command = new("new",
            "Writes scenarios/NAME.json after another scenario; in a folder without scenarios, with all that it needs: rigs, scene, schemas.") { name,
            from };
        command.SetAction(parsed =>
        {
            foreach (string file in ScenarioTemplate.Write(parsed.GetValue(name)!, parsed.GetValue(from)!))
            {
                Console.WriteLine(file);
            }

            Console.WriteLine($"Next: sceneforge validate scenarios/{parsed.GetValue(name)}.json");
            return ExitCode.Done;
        });
        return command;
    }
}
