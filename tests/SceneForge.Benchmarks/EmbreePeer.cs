using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Benchmarks;

/// <summary>A hit as the peer writes it: number of the triangle (-1: none) and distance.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PeerHit(int Primitive, float T);

/// <summary>Embree 3 in a process of its own (embree/embree_peer.cpp), which holds a scene and casts rays when told to.</summary>
internal sealed class EmbreePeer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private EmbreePeer(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Compiles the peer into a folder; returns null and the reason where compiler or library is missing.</summary>
    public static string? Compile(string folder, out string missing)
    {
        string source = Path.Combine("tests", "SceneForge.Benchmarks", "embree", "embree_peer.cpp");
        string program = Path.Combine(folder, "embree_peer");
        missing = "g++ is missing (Debian: apt-get install g++ libembree-dev)";
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("g++",
                ["-O3", "-march=native", "-std=c++17", source, "-o", program, "-lembree3", "-pthread"]) { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode == 0)
            {
                return program;
            }

            missing = $"Embree 3 is missing (Debian: apt-get install libembree-dev) or does not compile:\n{errors}";
        }
        catch (Win32Exception)
        {
        }

        return null;
    }

    /// <param name="corners">Nine floats a triangle.</param>
    public static EmbreePeer Start(string program, float[] corners)
    {
        string folder = Directory.CreateTempSubdirectory("sceneforge-embree-").FullName;
        string triangles = Path.Combine(folder, "triangles.bin");
        File.WriteAllBytes(triangles, MemoryMarshal.AsBytes(corners.AsSpan()));
        Process process = Process.Start(new ProcessStartInfo(program, [triangles]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        EmbreePeer peer = new(process, folder);
        peer.Answer("ready");
        return peer;
    }

    public void Take(Ray[] rays)
    {
        string file = Path.Combine(_folder, "rays.bin");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(rays.AsSpan()));
        Ask($"rays {file}", "rays");
    }

    /// <summary>Hits of all rays.</summary>
    /// <param name="width">Rays cast at once: 1 or 16.</param>
    public PeerHit[] Hits(int width)
    {
        string file = Path.Combine(_folder, "hits.bin");
        Ask($"hits {width} {file}", "hits");
        return MemoryMarshal.Cast<byte, PeerHit>(File.ReadAllBytes(file)).ToArray();
    }

    /// <summary>Milliseconds that the busiest thread needs for all rays.</summary>
    public double Pass(int width, int threads) => double.Parse(Ask($"pass {width} {threads}", "ms"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Ask(string command, string answer)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return Answer(answer);
    }

    private string Answer(string expected)
    {
        string? line = _process.StandardOutput.ReadLine();
        return line?.Split(' ') is [string word, string value] && word == expected
            ? value
            : throw new InvalidOperationException($"The peer said '{line}' instead of '{expected}'.");
    }
}
