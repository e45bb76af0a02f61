using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using SceneForge.Frames.Storage;
using SceneForge.Review.Data;

namespace SceneForge.Review.Server;

/// <summary>Files of frames, by ids. Answers never change under their ETag, the file's SHA-256, so that browsers keep them.</summary>
internal static class FileEndpoints
{
    // The same for all: when a file was written would tell planted frames from drawn ones. What has changed, the ETag says.
    private static readonly DateTimeOffset NoTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Map(IEndpointRouteBuilder routes, ReviewedDataset dataset)
    {
        Thumbnails thumbnails = new();
        routes.MapGet("/api/files/{sequence:int}/{sensor}/{frame:int}/{channel}",
            (int sequence, string sensor, int frame, string channel, HttpContext context) =>
            Find(dataset, sequence, sensor, frame, channel) is not var (path, file)
                ? Results.NotFound()
                : Cached(context, Results.File(path, TypeOf(path), lastModified: NoTime, entityTag: Tag(file.Sha256))));

        routes.MapGet("/api/thumbnails/{sequence:int}/{sensor}/{frame:int}", (int sequence, string sensor, int frame, HttpContext context) =>
            Find(dataset, sequence, sensor, frame, "rgb") is not var (path, file)
                ? Results.NotFound()
                : Cached(context, Results.Bytes(thumbnails.Of(path, file.Sha256), "image/jpeg", entityTag: Tag(file.Sha256 + "-t"))));

        routes.MapGet("/api/sequences/{sequence:int}", (int sequence) =>
        {
            if (!dataset.HasSequence(sequence))
            {
                return Results.NotFound();
            }

            string folder = dataset.Open(sequence).Folder;
            string Part(string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();
            return Results.Text(
                $$"""{"rig":{{Part(DatasetLayout.RigFile)}},"segments":{{Part(DatasetLayout.SegmentsFile)}},"""
                    + $"\"scenario\":{Part(DatasetLayout.ScenarioFile)}}}",
                "application/json");
        });
    }

    private static (string Path, FileRecord File)? Find(ReviewedDataset dataset, int sequence, string sensor, int frame, string channel)
    {
        if (!dataset.HasSequence(sequence))
        {
            return null;
        }

        SequenceFiles files = dataset.Open(sequence).Files;
        return files.Find(sensor, frame, channel) is not { } file ? null : (files.PathOf(file), file);
    }

    private static IResult Cached(HttpContext context, IResult result)
    {
        // The address carries the hash; without it the browser must ask whether its copy is still right.
        context.Response.Headers.CacheControl = context.Request.Query.ContainsKey("h") ? "private, max-age=31536000, immutable" : "private, no-cache";
        return result;
    }

    private static EntityTagHeaderValue Tag(string text) => new($"\"{text}\"");

    // Only what the store writes; nothing that a browser would run.
    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
