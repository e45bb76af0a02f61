using System.Globalization;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli.Running;

/// <summary>A part of a spec's variations for one job of many: variation v belongs to shard v mod Count.</summary>
internal readonly record struct Shard(int Index, int Count)
{
    public static Shard Whole => new(0, 1);

    public bool Has(int variation) => variation % Count == Index;

    /// <param name="text"><c>I/N</c>, I from 0 to N - 1.</param>
    /// <exception cref="UsageException">The text is none.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index < count
            ? new Shard(index, count)
            : throw new UsageException($"--shard {text}: give I/N with I from 0 to N - 1.");
    }
}
