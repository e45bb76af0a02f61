using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.Export;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Server;

/// <summary>The log as JSON Lines, for those who may see everybody's work.</summary>
internal static class ExportEndpoints
{
    /// <param name="requireVerdict">Throws where nobody may see what others did yet.</param>
    public static void Map(IEndpointRouteBuilder routes, ReviewService service, IReviewStore store, Action requireVerdict) =>
        routes.MapGet("/api/export", (HttpContext context) =>
        {
            if (ReviewEndpoints.SessionOf(context).Person.Role == Role.Reviewer)
            {
                throw new ForbiddenException("A reviewer does not see others' verdicts.");
            }

            requireVerdict();
            Func<string, IEnumerable<string>> marksOf = service.Read((state, statuses) => statuses.Marks.Words(state));
            context.Response.Headers.ContentDisposition = "attachment; filename=\"review.jsonl\"";
            return Results.Stream(
                async stream =>
                {
                    await using StreamWriter writer = new(stream) { NewLine = "\n" };
                    foreach (string line in JsonLines.Write(service.Dataset.Reader, store.ReadAfter(0), marksOf))
                    {
                        await writer.WriteLineAsync(line);
                    }
                },
                "application/x-ndjson");
        });
}
