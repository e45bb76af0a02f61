namespace SceneForge.Cli;

/// <summary>What the process tells its caller; schedulers act on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>An input file is wrong: never retry.</summary>
    public const int BadInput = 65;

    /// <summary>A fault of the program.</summary>
    public const int Bug = 70;

    /// <summary>Terminated, context lost, disk full: the same command again will do.</summary>
    public const int TryAgain = 75;
}
