using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Spectre.Console;

namespace SceneForge.Cli.Importing;

/// <summary>What an import tells of itself, on the terminal and as a page.</summary>
/// <param name="Facts">Name and value: size, triangles, pictures.</param>
/// <param name="Warnings">What looks like a mistake.</param>
/// <param name="Understood">What the file and those beside it say.</param>
/// <param name="Guessed">What was guessed, and from what.</param>
/// <param name="Dropped">What is not shown as the file has it.</param>
/// <param name="Untagged">Meshes that no rule speaks of: they have the asset's own class.</param>
internal sealed record ImportReport(string Title, ImmutableArray<(string Name, string Value)> Facts, ImmutableArray<string> Warnings,
    ImmutableArray<string> Understood, ImmutableArray<string> Guessed, ImmutableArray<string> Dropped, ImmutableArray<string> Untagged)
{
    public const string FileName = "import.html";

    private const int ShownLines = 12;

    public void Show()
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Markup.Escape(Title)).AddColumn("").HideHeaders();
        foreach ((string name, string value) in Facts)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        }

        AnsiConsole.Write(table);
        foreach ((string name, ImmutableArray<string> lines) in Lists())
        {
            foreach (string line in lines.Take(ShownLines))
            {
                Console.WriteLine($"  {name}: {line}");
            }

            if (lines.Length > ShownLines)
            {
                Console.WriteLine($"  {name}: {lines.Length - ShownLines} more in {FileName}");
            }
        }
    }

    /// <param name="views">JPEG files by name; they stand in the page itself.</param>
    public string ToHtml(IEnumerable<(string Name, byte[] Jpeg)> views)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{Text(Title)}}</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 84em; padding: 0 1em; color: #1c2430; background: #fff }
            h1 { font-size: 1.5em } h2 { font-size: 1.1em; margin: 1.4em 0 .3em }
            .views { display: grid; grid-template-columns: repeat(auto-fill, minmax(22em, 1fr)); gap: .8em }
            figure { margin: 0 } img { width: 100%; border-radius: 4px; display: block } figcaption { color: #5a6675; font-size: .9em }
            table { border-collapse: collapse } td { padding: .2em 1.2em .2em 0; border-bottom: 1px solid #e3e8ee }
            td:first-child { color: #5a6675 } ul { margin: .2em 0; padding-left: 1.3em }
            .warning { background: #fff4d6; border-left: 4px solid #e0a100; padding: .3em .8em; margin: .3em 0 }
            </style><h1>{{Text(Title)}}</h1>

            """);
        foreach (string warning in Warnings)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"warning\">{Text(warning)}</p>\n");
        }

        page.Append("<div class=\"views\">\n");
        foreach ((string name, byte[] jpeg) in views)
        {
            string picture = Convert.ToBase64String(jpeg);
            page.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"{Text(name)}\" src=\"data:image/jpeg;base64,{picture}\">")
                .Append(CultureInfo.InvariantCulture, $"<figcaption>{Text(name)}</figcaption></figure>\n");
        }

        page.Append("</div>\n<h2>What it is</h2><table>\n");
        foreach ((string name, string value) in Facts)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}</td><td>{Text(value)}</td></tr>\n");
        }

        page.Append("</table>\n");
        foreach ((string name, ImmutableArray<string> lines) in Lists().Skip(1))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(char.ToUpperInvariant(name[0]) + name[1..])}</h2>\n")
                .Append(lines.IsEmpty ? "<p>Nothing.</p>\n" : "<ul>\n" + string.Concat(lines.Select(l => $"<li>{Text(l)}</li>\n")) + "</ul>\n");
        }

        return page.Append("</html>\n").ToString();
    }

    private (string Name, ImmutableArray<string> Lines)[] Lists() =>
        [("warning", Warnings), ("understood", Understood), ("guessed", Guessed), ("dropped", Dropped), ("untagged", Untagged)];

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
