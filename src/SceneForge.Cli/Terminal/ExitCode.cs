namespace SceneForge.Cli.Terminal;

/// <summary>What the process tells its caller; schedulers act on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>What was compared differs.</summary>
    public const int Different = 1;

    /// <summary>The gate's verdict waits for work.</summary>
    public const int Pending = 2;

    /// <summary>The gate turned the dataset down.</summary>
    public const int Rejected = 3;

    /// <summary>Some variations cannot be drawn; the others are there.</summary>
    public const int Incomplete = 4;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>An input file is wrong: never retry.</summary>
    public const int BadInput = 65;

    /// <summary>A fault of the program.</summary>
    public const int Bug = 70;

    /// <summary>Terminated, context lost, disk full: the same command again will do.</summary>
    public const int TryAgain = 75;
}
