using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SceneForge.ReviewTests.Support;

/// <summary>A review server as a user starts it: a process of its own, which can be killed.</summary>
internal sealed partial class ReviewProcess : IDisposable
{
    private readonly Process _process;

    private ReviewProcess(Process process) => _process = process;

    /// <summary>The printed address.</summary>
    public required Uri Entrance { get; init; }

    public static async Task<ReviewProcess> StartAsync(string folder, int port)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sceneforge.dll");
        ProcessStartInfo start = new("dotnet", [program, "review", folder, "--as", "anna", "--urls",
            $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new ReviewProcess(process) { Entrance = new Uri(match.Value) };
            }
        }

        throw new InvalidOperationException("The review server did not print its address.");
    }

    /// <summary>A port of this machine that nobody listens on.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends the process as a power cut would: no handler runs.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    [GeneratedRegex("http://[^ ]+/open/[0-9a-f]+")]
    private static partial Regex Address();
}
