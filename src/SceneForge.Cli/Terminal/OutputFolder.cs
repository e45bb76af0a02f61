namespace SceneForge.Cli.Terminal;

/// <summary>The folder that a command writes into.</summary>
internal static class OutputFolder
{
    // EIO, ENFILE, EMFILE, ENOSPC and EDQUOT: the same command may do later.
    private static readonly int[] Passing = [5, 23, 24, 28, 122];

    /// <summary>The full path, if no file stands in its way; nothing is made.</summary>
    /// <param name="option">Names the folder on the command line.</param>
    /// <exception cref="UsageException">It can never be made.</exception>
    public static string Check(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException($"{option}: name a folder.");
        }

        string full = Path.GetFullPath(path);
        for (string? part = full; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                throw Cannot(option, path, $"since {part} is a file");
            }
        }

        return full;
    }

    /// <summary>Makes the folder, before any work is done for it; returns its full path.</summary>
    /// <exception cref="UsageException">It can never be made.</exception>
    /// <exception cref="IOException">It cannot be made now.</exception>
    public static string Make(string option, string path)
    {
        string full = Check(option, path);
        try
        {
            Directory.CreateDirectory(full);
            return full;
        }
        catch (UnauthorizedAccessException)
        {
            throw Cannot(option, path, "for want of permission");
        }
        catch (IOException e) when (!Passing.Contains(e.HResult))
        {
            throw Cannot(option, path, $"since the system says: {e.Message.TrimEnd('.')}");
        }
    }

    private static UsageException Cannot(string option, string path, string reason) =>
        new($"{option} {path}: the folder cannot be made, {reason}. Name one that can.");
}
