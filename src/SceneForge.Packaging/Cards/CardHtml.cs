using System.Globalization;
using System.Net;
using System.Text;

namespace SceneForge.Packaging.Cards;

/// <summary>A data card as one HTML file without scripts or further files, in light and dark.</summary>
internal static class CardHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --ground: #f4f5f6; --panel: #fbfbfc; --line: #d9dcdf; --text: #1c2126; --quiet: #636c75; --bar: #c9d8e8; }
        @media (prefers-color-scheme: dark) { :root { --ground: #111417; --panel: #171b1f; --line: #2a3037; --text: #dde2e7; --quiet: #8c96a0;
          --bar: #2b4259; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text);
          font: 14px/1.5 system-ui, "Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.6rem; margin: 0 0 1rem; }
        h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
        section { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.25rem;
          margin: 0 0 1rem; overflow-x: auto; }
        p { margin: 0 0 .5rem; max-width: 46rem; }
        table { border-collapse: collapse; margin: .75rem 0; min-width: 18rem; }
        th, td { text-align: right; padding: .2rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        th:first-child, td:first-child, .text { text-align: left; }
        th:first-child, td:first-child { padding-left: 0; }
        td.text + td.text { overflow-wrap: anywhere; }
        th { color: var(--quiet); font-weight: 500; }
        """;

    public static byte[] Write(DataCard card)
    {
        StringBuilder html = new();
        html.Append($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + $"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Text(card.Title)}</title>\n<style>\n"
            + $"{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<main>\n<h1>{Text(card.Title)}</h1>\n");
        foreach (CardSection section in card.Sections())
        {
            html.Append($"<section>\n<h2>{Text(section.Title)}</h2>\n");
            foreach (string paragraph in section.Paragraphs)
            {
                html.Append($"<p>{Text(paragraph)}</p>\n");
            }

            foreach (CardTable table in section.Tables.Where(t => t.Rows.Count > 0))
            {
                Table(html, table);
            }

            html.Append("</section>\n");
        }

        html.Append("</main>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Table(StringBuilder html, CardTable table)
    {
        bool[] isText = [.. table.Columns.Select((_, c) => table.IsText(c))];
        double most = table.Bar < 0 ? 0 : table.Rows.Max(r => double.Parse(r[table.Bar], NumberStyles.Number, CultureInfo.InvariantCulture));
        html.Append("<table>\n<tr>");
        foreach ((int c, string column) in table.Columns.Index())
        {
            html.Append($"<th{(isText[c] ? " class=\"text\"" : "")}>{Text(column)}</th>");
        }

        html.Append("</tr>\n");
        foreach (string[] row in table.Rows)
        {
            html.Append("<tr>");
            foreach ((int c, string cell) in row.Index())
            {
                string style = "";
                if (c == table.Bar && most > 0)
                {
                    double share = 100 * double.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture) / most;
                    style = string.Create(CultureInfo.InvariantCulture,
                        $" style=\"min-width:9rem;background:linear-gradient(to left,var(--bar) {share:0.#}%,transparent {share:0.#}%)\"");
                }

                html.Append($"<td{(isText[c] ? " class=\"text\"" : "")}{style}>{Text(cell)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
