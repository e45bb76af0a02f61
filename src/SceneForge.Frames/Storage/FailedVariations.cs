using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Base.Storage;

namespace SceneForge.Frames.Storage;

/// <summary>A variation that its spec cannot give: no draw of it keeps the spec's clauses, or what it asks for is not there.</summary>
/// <param name="Errors">Why, at least one.</param>
public sealed record FailedVariation(int Variation, ImmutableArray<InputError> Errors);

/// <summary>
/// failures.json beside a dataset's sequences: the variations that cannot be made, and why. Processes that share a folder keep one file; it goes
/// when the last of them has been made after all.
/// </summary>
public static class FailedVariations
{
    public const string File = "failures.json";

    private const string Schema = "sceneforge.failures/1";

    /// <summary>What a dataset's folder says, ascending by variation; those that are complete by now are left out.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static ImmutableArray<FailedVariation> Read(string folder)
    {
        string path = Path.Combine(folder, File);
        return !System.IO.File.Exists(path)
            ? []
            : [.. DatasetReader.RequireSchema(JsonFile.Read(path, JsonLimits.Stored), Schema).Get("failures").Items()
                .Select(f => new FailedVariation(f.Get("variation").AsInteger(), [.. f.Get("errors").Items().Select(ReadError)]))
                .Where(f => !DatasetLayout.IsComplete(folder, f.Variation))];
    }

    /// <summary>Adds to what the folder says, which is made if need be; replaces what it said of the same variations.</summary>
    public static void Add(string folder, IReadOnlyCollection<FailedVariation> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        string path = Path.Combine(folder, File);
        if (failures.Count == 0 && !System.IO.File.Exists(path))
        {
            return;
        }

        using FolderLock held = FolderLock.Take(folder, "failures", () => { }, CancellationToken.None);
        HashSet<int> now = [.. failures.Select(f => f.Variation)];
        FailedVariation[] all = [.. Read(folder).Where(f => !now.Contains(f.Variation)).Concat(failures).OrderBy(f => f.Variation)];
        if (all.Length == 0)
        {
            Disk.Real.Delete(path);
            return;
        }

        string temporary = Path.Combine(folder, DatasetLayout.PartialFolder, $"{File}.{Guid.NewGuid():N}");
        Disk.Real.Write(temporary, Document(all));
        Disk.Real.Sync(temporary);
        Disk.Real.Move(temporary, path);
    }

    private static InputError ReadError(JsonNode node) => new(node.Get("file").AsString(), node.Get("line").AsInteger(),
        node.Get("column").AsInteger(), node.Get("pointer").AsString(), node.Get("message").AsString(), node.Get("mend").AsString());

    private static byte[] Document(IEnumerable<FailedVariation> failures)
    {
        using JsonDocumentWriter w = new(Schema);
        w.Json.WriteStartArray("failures");
        foreach (FailedVariation failure in failures)
        {
            w.Json.WriteStartObject();
            w.Number("variation", failure.Variation);
            w.Json.WriteStartArray("errors");
            foreach (InputError error in failure.Errors)
            {
                w.Json.WriteStartObject();
                w.Text("file", error.File);
                w.Number("line", error.Line);
                w.Number("column", error.Column);
                w.Text("pointer", error.Pointer);
                w.Text("message", error.Message);
                w.Text("mend", error.Mend);
                w.Json.WriteEndObject();
            }

            w.Json.WriteEndArray();
            w.Json.WriteEndObject();
        }

        w.Json.WriteEndArray();
        return w.Finish();
    }
}
