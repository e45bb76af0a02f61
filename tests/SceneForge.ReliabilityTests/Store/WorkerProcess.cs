using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Xunit;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>A <see cref="StoreWorker"/> in a process of its own, and what it said.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int SigContinue = 18;
    private const int SigStop = 19;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private WorkerProcess(Process process) => _process = process;

    /// <param name="pause">Milliseconds that each frame takes.</param>
    public static WorkerProcess Start(string folder, int pause = 3)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { "exec", typeof(StoreWorker)
            .Assembly.Location, "store-worker", folder, pause.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        WorkerProcess worker = new(Process.Start(start)!);
        worker._process.OutputDataReceived += (_, e) =>
        {
            lock (worker._lines)
            {
                worker._lines.Add(e.Data ?? "");
            }
        };
        worker._process.ErrorDataReceived += (_, e) =>
        {
            lock (worker._errors)
            {
                worker._errors.Add(e.Data ?? "");
            }
        };
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        return worker;
    }

    public bool HasSaidAnything
    {
        get
        {
            lock (_lines)
            {
                return _lines.Count > 0;
            }
        }
    }

    /// <summary>What it complained about.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    public bool HasEnded => _process.HasExited;

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Stop() => Assert.Equal(0, Signal(_process.Id, SigStop));

    public void Continue() => Assert.Equal(0, Signal(_process.Id, SigContinue));

    /// <summary>The exit code, once it has ended.</summary>
    public int Wait()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Frames of which it said a word, such as "done": pairs "sequence frame".</summary>
    public IReadOnlyList<string> Frames(string word)
    {
        lock (_lines)
        {
            return [.. _lines.Where(l => l.StartsWith($"{word} ", StringComparison.Ordinal)).Select(l => l[(word.Length + 1)..])];
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
