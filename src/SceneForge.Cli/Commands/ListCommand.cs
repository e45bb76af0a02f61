using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;
using SceneForge.Base.Input;
using SceneForge.Cli.Library;
using SceneForge.Cli.Terminal;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge list scenarios|scenes|sensors|assets|behaviours [--json]</c></summary>
internal static class ListCommand
{
    public static Command Create()
    {
        Argument<string> kind = new("KIND") { Description = string.Join(", ", Listing.Kinds.Keys) };
        kind.CompletionSources.Add(_ => Listing.Kinds.Keys.Select(k => new CompletionItem(k)));
        Option<bool> json = new("--json") { Description = "As JSON: name and description of each." };
        Command command = new("list", "Says what specs can name: scenarios, scenes, sensors, assets, behaviours.") { kind, json };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(kind)!;
            (string Name, string Description)[] rows = Listing.Kinds.TryGetValue(name, out var list)
                ? [.. list()]
                : throw new UsageException($"list {name}: use {NearestName.Among(name, Listing.Kinds.Keys)}.");
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(rows.Select(r => new { name = r.Name, description = r.Description })));
                return ExitCode.Done;
            }

            if (Console.IsOutputRedirected)
            {
                // A line each, for other programs.
                int width = rows.Select(r => r.Name.Length).DefaultIfEmpty(0).Max();
                foreach ((string item, string description) in rows)
                {
                    Console.WriteLine($"{item.PadRight(width)}  {description}".TrimEnd());
                }

                return ExitCode.Done;
            }

            Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("Name").AddColumn("Description");
            foreach ((string item, string description) in rows)
            {
                table.AddRow(Markup.Escape(item), Markup.Escape(description));
            }

            AnsiConsole.Write(table);
            return ExitCode.Done;
        });
        return command;
    }
}
