using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace SceneForge.Cli.Logging;

/// <summary>
/// What the program says as JSON, an object a line, on standard output: <c>--log-format json</c>. Members: <c>time</c> (UTC), <c>level</c> (info or
/// error), and <c>message</c>, or <c>event</c> with members of its own: progress, result, error.
/// </summary>
internal static class JsonLog
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lock Writing = new();
    private static TextWriter? _out;

    public static bool IsOn => _out is not null;

    /// <summary>From here on everything on standard output and standard error is JSON on standard output; ends with the scope.</summary>
    public static IDisposable Begin()
    {
        (TextWriter before, TextWriter errors, IAnsiConsole console) = (Console.Out, Console.Error, AnsiConsole.Console);
        _out = before;
        Console.SetOut(TextWriter.Synchronized(new LineWriter("info")));
        Console.SetError(TextWriter.Synchronized(new LineWriter("error")));
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(Console.Out) });
        return new Scope(() =>
        {
            Console.Out.Flush();
            Console.Error.Flush();
            Console.SetOut(before);
            Console.SetError(errors);
            AnsiConsole.Console = console;
            _out = null;
        });
    }

    /// <summary>Writes an event where JSON is asked for.</summary>
    public static void Event(string name, params (string Name, object? Value)[] members)
    {
        if (_out is not null)
        {
            Write(name == "error" ? "error" : "info", [("event", name), .. members]);
        }
    }

    private static void Write(string level, IEnumerable<(string Name, object? Value)> members)
    {
        JsonObject line = new() { ["time"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), ["level"] = level };
        foreach ((string name, object? value) in members)
        {
            line[name] = JsonSerializer.SerializeToNode(value, Plain);
        }

        lock (Writing)
        {
            _out!.WriteLine(line.ToJsonString(Plain));
            _out.Flush();
        }
    }

    private sealed class Scope(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class LineWriter(string level) : TextWriter
    {
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (value == '\n')
            {
                Flush();
            }
            else if (value != '\r')
            {
                _line.Append(value);
            }
        }

        public override void Flush()
        {
            string text = _line.ToString().TrimEnd();
            _line.Clear();
            if (text.Length > 0)
            {
                JsonLog.Write(level, [("message", text)]);
            }
        }
    }
}
