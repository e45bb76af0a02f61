namespace SceneForge.Cli.Terminal;

/// <summary>A command line that cannot be carried out as given.</summary>
internal sealed class UsageException(string message) : Exception(message);
