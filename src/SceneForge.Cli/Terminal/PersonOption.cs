using SceneForge.Quality.Decisions;

namespace SceneForge.Cli.Terminal;

/// <summary>A person's name on the command line.</summary>
internal static class PersonOption
{
    /// <exception cref="UsageException">It is no name that decisions may carry.</exception>
    public static void Require(string option, string name)
    {
        if (!PersonName.Holds(name))
        {
            throw new UsageException($"{option} \"{name}\": {PersonName.Rule}");
        }
    }
}
