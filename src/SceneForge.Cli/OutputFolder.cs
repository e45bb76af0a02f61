namespace SceneForge.Cli;

/// <summary>The folder that a command writes into.</summary>
internal static class OutputFolder
{
    // EIO, ENFILE, EMFILE, ENOSPC and EDQUOT: the same command may do later.
    private static readonly int[] Passing = [5, 23, 24, 28, 122];

    /// <summary>Makes the folder, before any work is done for it; returns its full path.</summary>
    /// <param name="option">Names it on the command line.</param>
    /// <exception cref="UsageException">It can never be made.</exception>
    /// <exception cref="IOException">It cannot be made now.</exception>
    public static string Make(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException($"{option}: name a folder.");
        }

        string full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            return full;
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException && !Passing.Contains(e.HResult)))
        {
            throw new UsageException($"{option} {path}: the folder cannot be made, {Reason(full, e)}. Name one that can.");
        }
    }

    private static string Reason(string full, Exception error)
    {
        for (string? part = full; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                return $"since {part} is a file";
            }
        }

        return error is UnauthorizedAccessException ? "for want of permission" : $"since the system says: {error.Message.TrimEnd('.')}";
    }
}
