using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Base.Geometry;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Gate;

/// <summary>A frame that people judge, as they may know it.</summary>
/// <param name="Item">Its name in the draw or among the planted frames.</param>
/// <param name="Frame">Number of the one frame that its sequence has.</param>
/// <param name="Reviews">How many people judge it.</param>
/// <param name="Velocity">Of the ego vehicle in the world, m/s: points of a sweep are placed in a picture by it, and the frames beside this one
/// are not there.</param>
public sealed record QueuedItem(string Item, int Frame, int Reviews, Double3 Velocity);

/// <summary>
/// The frames that a gate's attempt puts before people: a dataset of its own, in which sequence i is the single frame of item i. Drawn, planted and
/// control frames are stored and named alike, and sorted by name.
/// </summary>
/// <param name="DrawSha256">The draw that decisions belong to.</param>
public sealed record ReviewQueue(string DrawSha256, ImmutableArray<QueuedItem> Items)
{
    /// <summary>Path within the queue's folder.</summary>
    public const string File = "queue.json";

    private const string Schema = "sceneforge.queue/1";

    /// <summary>The queue of a folder, or null where the folder is an ordinary dataset.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static ReviewQueue? TryRead(string folder)
    {
        string path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        JsonNode root = JsonFile.Read(path, JsonLimits.Stored);
        _ = root.Get("schema").AsChoice(Schema);
        ReviewQueue queue = new(DocumentFields.Hash(root.Get("draw")), [.. root.Get("items").Items().Select(Item)]);
        root.Finish();
        return queue;
    }

    internal string ToJson() => CanonicalJson.Write(new JObject
    {
        ["schema"] = Schema,
        ["draw"] = DrawSha256,
        ["items"] = new JArray(Items.Select(i => new JObject { ["item"] = i.Item, ["frame"] = i.Frame, ["reviews"] = i.Reviews,
            ["velocity"] = new JArray(i.Velocity.X, i.Velocity.Y, i.Velocity.Z) })),
    }) + "\n";

    private static QueuedItem Item(JsonNode node)
    {
        double[] v = [.. node.Get("velocity").Items().Select(n => n.AsNumber())];
        Double3 velocity = v.Length == 3
            ? new Double3(v[0], v[1], v[2])
            : throw node.Get("velocity").Fail("This is no velocity.", "Make the queue again.");
        QueuedItem item = new(node.Get("item").AsString(), node.Get("frame").AsInteger(0), node.Get("reviews").AsInteger(1, 2), velocity);
        node.Finish();
        return item;
    }
}
