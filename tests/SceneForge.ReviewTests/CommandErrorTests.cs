using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SceneForge.ReviewTests.Support;
using SceneForge.Tests;

namespace SceneForge.ReviewTests;

/// <summary>What the commands say to what they cannot do: which option or file it is, and how to mend it; never a stack.</summary>
public sealed class CommandErrorTests : IDisposable
{
    private const int Usage = 64;
    private const int BadInput = 65;
    private const int TryAgain = 75;

    private readonly SampleDataset _data = new(2);
    private readonly string _file;

    public CommandErrorTests()
    {
        _file = Path.Combine(Path.GetDirectoryName(_data.Folder)!, "a file");
        File.WriteAllText(_file, "");
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Review_says_why_it_cannot_start()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        (string[] Arguments, int Exit, string Says)[] cases =
        [
            ([_file], BadInput, "a file"),
            (["--urls", "ftp://127.0.0.1"], Usage, "http://127.0.0.1:5080"),
            (["--urls", "https://127.0.0.1:5443"], Usage, "no certificate"),
            (["--urls", "http://127.0.0.1:5080/review"], Usage, "no more than a host and a port"),
            (["--urls", "http://no.such.host.invalid:5080"], Usage, "no.such.host.invalid is not known"),
            // TEST-NET-1 (RFC 5737): nobody's address.
            (["--urls", "http://192.0.2.1:5080"], Usage, "this machine cannot listen there"),
            (["--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"], TryAgain, "another program listens there"),
            (["--as", ""], Usage, "A name has 1 to 64 characters"),
            (["--as", new string('x', 65)], Usage, "A name has 1 to 64 characters"),
            (["--spec", "none.json"], Usage, "there is no such file"),
            (["--reference", _file], BadInput, "reference pictures"),
            (["--gate"], Usage, "gate DIR --draw"),
            (["--postgres", "gibberish"], BadInput, "Host=...;Database=..."),
            (["--postgres", "Host=127.0.0.1;Port=1;Database=x;Timeout=5"], TryAgain, "database of decisions"),
        ];
        AssertSays("review", cases);
    }

    [Fact]
    public void Gate_refuses_what_it_would_ignore()
    {
        (string[] Arguments, int Exit, string Says)[] cases =
        [
            ([_file], BadInput, "a file"),
            (["--use", "training"], Usage, "--use counts for a draw alone: add --draw"),
            (["--policy", "policies/release.json", "--author", "ada"], Usage, "--policy, --author count for a draw alone"),
            (["--rehearse"], Usage, "--rehearse"),
            (["--against", _data.Folder], Usage, "--against"),
            (["--apart-from", "none"], Usage, "--apart-from"),
            (["--spec", _file], Usage, "--spec"),
            (["--sign", "lea:lead:lea.pem"], Usage, "Nothing was drawn yet"),
            (["--sign", " :lead:lea.pem"], Usage, "NAME:ROLE:FILE"),
            (["--override-collapse", "why not"], Usage, "Nothing was drawn yet"),
            (["--draw", "--author", ""], Usage, "--author"),
            (["--draw", "--policy", _file], BadInput, "a file:1:1"),
            (["--draw", "--policy", Repository.PathOf("policies", "release.json"), "--against", _file], BadInput, "a file"),
        ];
        AssertSays("gate", cases);
        Assert.False(Directory.Exists(Path.Combine(_data.Folder, "gate")));
    }

    [Fact]
    public void Run_names_the_folder_that_cannot_be_made()
    {
        string spec = Repository.PathOf("scenarios", "child_dart_out.json");
        (string[] Arguments, int Exit, string Says)[] cases =
        [
            (["--out", Path.Combine(_file, "below")], Usage, $"since {_file} is a file"),
            (["--out", _file], Usage, $"since {_file} is a file"),
            (["--out", ""], Usage, "--out: name a folder"),
        ];
        foreach ((string[] arguments, int exit, string says) in cases)
        {
            AssertSays(["run", spec, "--variations", "0", "--frames", "0", .. arguments], exit, says);
        }
    }

    private void AssertSays(string command, (string[] Arguments, int Exit, string Says)[] cases)
    {
        Assert.True(cases.Length > 10, $"{cases.Length} cases");
        foreach ((string[] arguments, int exit, string says) in cases)
        {
            AssertSays(arguments[0] == _file ? [command, _file] : [command, _data.Folder, .. arguments], exit, says);
        }
    }

    private static void AssertSays(string[] arguments, int exit, string says)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sceneforge.dll");
        ProcessStartInfo start = new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("SCENEFORGE_REVIEW_POSTGRES");
        using Process process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == exit && errors.Contains(says, StringComparison.Ordinal)
            && !errors.Contains("   at ", StringComparison.Ordinal),
            $"{string.Join(' ', arguments)}: exit code {process.ExitCode}, {errors}");
    }
}
