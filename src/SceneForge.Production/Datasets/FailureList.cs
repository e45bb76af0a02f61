using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;

namespace SceneForge.Production.Datasets;

/// <summary>failures.json of a dataset: the variations that cannot be drawn, each with its reasons.</summary>
public static class FailureList
{
    /// <summary>Path within the dataset.</summary>
    public const string File = "failures.json";

    public const string Schema = "sceneforge.failures/1";

    /// <summary>Empty where the dataset has no such file.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public static ImmutableArray<FailedVariation> Read(string folder)
    {
        string path = Path.Combine(folder, File);
        return System.IO.File.Exists(path)
            ? [.. JsonFile.Read(path).Get("failures").Items().Select(f => new FailedVariation((int)f.Get("variation").AsInteger(0),
                [.. f.Get("errors").Items().Select(e => new InputError(e.Get("file").AsString(), (int)e.Get("line").AsInteger(0),
                    (int)e.Get("column").AsInteger(0), Text(e, "pointer"), e.Get("message").AsString(), Text(e, "mend")))]))]
            : [];
    }

    /// <summary>
    /// Puts what a run found in the place of what an earlier one found of the same variations; the file is taken away where nothing is left.
    /// The caller sees to it that nobody else does so meanwhile.
    /// </summary>
    /// <param name="tried">Variations that the run tried.</param>
    public static void Update(string folder, IEnumerable<int> tried, IEnumerable<FailedVariation> failed)
    {
        HashSet<int> anew = [.. tried];
        FailedVariation[] all = [.. Read(folder).Where(f => !anew.Contains(f.Variation)).Concat(failed).OrderBy(f => f.Variation)];
        string path = Path.Combine(folder, File);
        if (all.Length == 0)
        {
            System.IO.File.Delete(path);
            return;
        }

        JObject root = new()
        {
            ["schema"] = Schema,
            ["failures"] = new JArray(all.Select(f => new JObject
            {
                ["variation"] = f.Variation,
                ["errors"] = new JArray(f.Errors.Select(e => new JObject
                {
                    ["file"] = e.File,
                    ["line"] = e.Line,
                    ["column"] = e.Column,
                    ["pointer"] = e.Pointer,
                    ["message"] = e.Message,
                    ["mend"] = e.Mend,
                })),
            })),
        };
        string unfinished = path + ".tmp";
        System.IO.File.WriteAllText(unfinished, root.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n", new UTF8Encoding(false));
        System.IO.File.Move(unfinished, path, overwrite: true);
    }

    private static string Text(JsonNode node, string member) => node.Get(member).AsString();
}
