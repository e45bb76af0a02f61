namespace SceneForge.Packaging.Cards;

/// <summary>A table of a data card. Numbers stand right.</summary>
/// <param name="Bar">Column whose numbers are drawn as bars too, or -1.</param>
internal sealed record CardTable(string[] Columns, IReadOnlyList<string[]> Rows, int Bar = -1);

/// <summary>A part of a data card: sentences, then tables.</summary>
internal sealed record CardSection(string Title, IReadOnlyList<string> Paragraphs, params CardTable[] Tables);
