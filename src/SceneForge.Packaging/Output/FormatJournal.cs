using System.Globalization;
using System.Text;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Output;

/// <summary>
/// How far a format has come: a line for each sequence whose files are whole, with the state of the spools then. The open file is also the claim
/// on the format; the operating system releases it when the process ends.
/// </summary>
internal sealed class FormatJournal : IDisposable
{
    private readonly FileStream _file;

    private FormatJournal(FileStream file) => _file = file;

    /// <summary>State after the last whole sequence.</summary>
    /// <param name="Sequences">Sequences that are done: the first so many.</param>
    public sealed record State(int Sequences, IReadOnlyDictionary<string, SpoolMark> Marks, IReadOnlyList<KeyValuePair<string, long>> Dropped)
    {
        public static State Nothing { get; } = new(0, new Dictionary<string, SpoolMark>(StringComparer.Ordinal), []);
    }

    /// <exception cref="IOException">Another process has it.</exception>
    public static FormatJournal Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FormatJournal(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>What an earlier run of the same plan left; nothing where there is none.</summary>
    public State Read(string plan)
    {
        _file.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(_file, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadLine() != plan)
        {
            return State.Nothing;
        }

        State state = State.Nothing;
        while (reader.ReadLine() is { } line && TryParse(line, state.Sequences + 1) is { } next)
        {
            state = next;
        }

        return state;
    }

    /// <summary>Begins anew, or after the state that was read.</summary>
    public void Restart(string plan, State state)
    {
        _file.SetLength(0);
        Append(plan);
        if (state.Sequences > 0)
        {
            Append(Line(state));
        }
    }

    public void Add(State state) => Append(Line(state));

    public void Dispose() => _file.Dispose();

    private void Append(string line)
    {
        _file.Write(Encoding.UTF8.GetBytes(line + "\n"));

        // Not to the disk: that would wait for all files written so far, and a run that goes on compares them anyway.
        _file.Flush();
    }

    private static string Line(State s)
    {
        string rows = string.Join(",", s.Marks.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => string.Create(CultureInfo.InvariantCulture, $"\"{m.Key}\":[{m.Value.Count},{m.Value.Bytes}]")));
        return string.Create(CultureInfo.InvariantCulture,
            $"{{\"sequences\":{s.Sequences},\"rows\":{{{rows}}},\"dropped\":{FileList.Dropped(s.Dropped)}}}");
    }

    // A torn line is the end: what it would say was not whole.
    private static State? TryParse(string line, int least)
    {
        try
        {
            JsonNode node = JsonFile.Parse("journal", line);
            JsonNode rows = node.Get("rows");
            JsonNode dropped = node.Get("dropped");
            Dictionary<string, SpoolMark> marks = rows.MemberNames.ToDictionary(n => n,
                n => new SpoolMark(FileList.Integer(rows.Get(n).Items()[0]), FileList.Integer(rows.Get(n).Items()[1])), StringComparer.Ordinal);
            return new State(node.Get("sequences").AsInteger(least), marks, [.. dropped.MemberNames.Select(n =>
                KeyValuePair.Create(n, FileList.Integer(dropped.Get(n))))]);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
