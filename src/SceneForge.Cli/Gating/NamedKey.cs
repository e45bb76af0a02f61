using SceneForge.Cli.Terminal;
using SceneForge.Quality.Decisions;

namespace SceneForge.Cli.Gating;

/// <summary>Who signs, as what, and the file of the key.</summary>
internal sealed record NamedKey(string Name, string Role, string File)
{
    /// <exception cref="UsageException">The text names no key.</exception>
    public static NamedKey Parse(string text) =>
        text.Split(':', 3) is [{ Length: > 0 } name, ("author" or "reviewer" or "lead") and var role, { Length: > 0 } file]
        && PersonName.Holds(name)
        ? new NamedKey(name, role, file)
        : throw new UsageException($"--sign {text}: write NAME:ROLE:FILE with role author, reviewer or lead. {PersonName.Rule}");
}
