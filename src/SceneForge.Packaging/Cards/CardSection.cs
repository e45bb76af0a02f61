using System.Globalization;

namespace SceneForge.Packaging.Cards;

/// <summary>A table of a data card.</summary>
/// <param name="Bar">Column whose numbers are drawn as bars too, or -1.</param>
internal sealed record CardTable(string[] Columns, IReadOnlyList<string[]> Rows, int Bar = -1)
{
    /// <summary>Whether a column holds words, which stand left; numbers stand right.</summary>
    public bool IsText(int column) => Rows.Any(r => !double.TryParse(r[column], NumberStyles.Number, CultureInfo.InvariantCulture, out _));
}

/// <summary>A part of a data card: sentences, then tables.</summary>
internal sealed record CardSection(string Title, IReadOnlyList<string> Paragraphs, params CardTable[] Tables);
