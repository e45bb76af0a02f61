using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SceneForge.Review.Server;

/// <summary>
/// Finds the built page, and builds it where it is missing or older than its sources. Building needs Node.js; nothing else of SceneForge does.
/// </summary>
public static class PageBuild
{
    private const string Index = "index.html";

    /// <summary>Folder of the page, ready to be served.</summary>
    /// <param name="start">Where to begin looking upwards for the sources; a folder <c>review-page</c> there is a page that was built before.</param>
    /// <param name="say">Takes a line for people.</param>
    /// <exception cref="PageBuildException">There is no page and it cannot be built.</exception>
    public static async Task<string> EnsureAsync(string start, Action<string> say, CancellationToken cancellation)
    {
        string packed = Path.Combine(start, "review-page");
        if (File.Exists(Path.Combine(packed, Index)))
        {
            return packed;
        }

        string sources = FindSources(start)
            ?? throw new PageBuildException($"The review page's sources (src/SceneForge.Review/ui) are not found above {start}. Start sceneforge "
                + "from the repository.");
        string built = Path.Combine(sources, "dist");
        if (IsFresh(sources, built))
        {
            return built;
        }

        using FileStream turn = await TakeTurnAsync(sources, cancellation);
        if (IsFresh(sources, built))
        {
            return built;
        }

        say("Building the review page, once (npm ci, npm run build in src/SceneForge.Review/ui) ...");
        await NpmAsync(sources, "ci --no-audit --no-fund", cancellation);
        await NpmAsync(sources, "run build", cancellation);
        return built;
    }

    // Servers that start at once would take each other's packages away: one builds, the others wait for it.
    private static async Task<FileStream> TakeTurnAsync(string sources, CancellationToken cancellation)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}:{sources}")));
        string path = Path.Combine(Path.GetTempPath(), $"sceneforge-review-page-{name[..16]}.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException)
            {
                await Task.Delay(200, cancellation);
            }
        }
    }

    private static string? FindSources(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string sources = Path.Combine(folder.FullName, "src", "SceneForge.Review", "ui");
            if (File.Exists(Path.Combine(sources, "package.json")))
            {
                return sources;
            }
        }

        return null;
    }

    private static bool IsFresh(string sources, string built)
    {
        FileInfo index = new(Path.Combine(built, Index));
        string cloudView = Path.Combine(sources, "..", "..", "PointCloudView");
        return index.Exists && Directory.GetFiles(sources)
            .Concat(Directory.GetFiles(cloudView))
            .Concat(Directory.GetFiles(Path.Combine(sources, "src"), "*", SearchOption.AllDirectories))
            .All(f => File.GetLastWriteTimeUtc(f) <= index.LastWriteTimeUtc);
    }

    private static async Task NpmAsync(string folder, string arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments) { WorkingDirectory = folder,
            RedirectStandardOutput = true, RedirectStandardError = true };
        Process npm;
        try
        {
            npm = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new PageBuildException(
                "The review page is built with Node.js (20.19 or later), and there is no npm on this machine. Install Node.js (https://nodejs.org) "
                    + "and run the same command " +
                $"again, or build the page elsewhere (npm ci && npm run build in src/SceneForge.Review/ui) and copy its dist folder to "
                    + $"{Path.Combine(folder, "dist")}.");
        }

        using (npm)
        {
            Task<string> output = npm.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> errors = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation);
            if (npm.ExitCode != 0)
            {
                throw new PageBuildException($"npm {arguments} failed in {folder}:{Environment.NewLine}{await output}{await errors}");
            }
        }
    }
}

/// <summary>The review page cannot be built on this machine as it is.</summary>
public sealed class PageBuildException(string message) : Exception(message);
