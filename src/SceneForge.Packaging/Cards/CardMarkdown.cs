using System.Text;

namespace SceneForge.Packaging.Cards;

/// <summary>A data card as Markdown.</summary>
internal static class CardMarkdown
{
    public static byte[] Write(DataCard card)
    {
        StringBuilder text = new($"# {card.Title}\n");
        foreach (CardSection section in card.Sections())
        {
            text.Append($"\n## {section.Title}\n");
            bool isList = section.Paragraphs.Count > 3;
            foreach (string paragraph in section.Paragraphs)
            {
                text.Append(isList ? "\n- " : "\n").Append(paragraph).Append(isList ? "" : "\n");
            }

            text.Append(isList ? "\n" : "");
            foreach (CardTable table in section.Tables.Where(t => t.Rows.Count > 0))
            {
                text.Append($"\n| {string.Join(" | ", table.Columns)} "
                    + $"|\n|{string.Concat(table.Columns.Select((_, i) => table.IsText(i) ? "---|" : "---:|"))}\n");
                foreach (string[] row in table.Rows)
                {
                    text.Append($"| {string.Join(" | ", row.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
                }
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
