using System.Diagnostics;

namespace SceneForge.ReviewTests.Support;

/// <summary>A PostgreSQL server of the tests' own, on loopback, in a temporary folder.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-postgres-").FullName;
    private readonly string _programs = FindPrograms() ?? throw new InvalidOperationException("There is no PostgreSQL server here.");
    private readonly int _port = ReviewProcess.FreePort();

    public PostgresCluster()
    {
        // The server refuses to run as root: there it runs as the user that Debian's package makes.
        string data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);
        if (Environment.UserName == "root")
        {
            Run("chown", "-R", "postgres", _folder);
        }

        RunAsServer("initdb", "-D", data, "-U", "tests", "--auth=trust", "--no-sync", "-E", "UTF8");
        RunAsServer("pg_ctl", "-D", data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder}", "start");
    }

    /// <summary>Connection string of a new, empty database.</summary>
    public string CreateDatabase(string name)
    {
        Run(Path.Combine(_programs, "createdb"), "-h", "127.0.0.1", "-p", $"{_port}", "-U", "tests", name);
        return $"Host=127.0.0.1;Port={_port};Username=tests;Database={name};Pooling=true;Maximum Pool Size=20";
    }

    public void Dispose()
    {
        RunAsServer("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Folder of initdb and pg_ctl, or null.</summary>
    public static string? FindPrograms() => !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin"))
            .LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")));

    private void RunAsServer(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    // Output goes to files, not pipes: the server that pg_ctl leaves behind would hold a pipe open.
    private static void Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program,
            .. arguments]) { WorkingDirectory = "/" };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
