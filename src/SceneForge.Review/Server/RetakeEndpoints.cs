using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Retakes;

namespace SceneForge.Review.Server;

/// <summary>Pictures rendered again. A request that its sender drops is stopped.</summary>
internal static class RetakeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ReviewedDataset dataset, RetakeDesk desk)
    {
        routes.MapPost("/api/retakes", async (TakeAgainRequest request, HttpContext context) =>
        {
            FrameKey key = new(request.Sequence, request.Camera, request.Frame);
            if (dataset.IndexOf(key) < 0)
            {
                return Results.NotFound();
            }

            RetakeChange change = request.Change switch
            {
                "nothing" => RetakeChange.Nothing,
                "seed" => RetakeChange.Seed,
                "light" => RetakeChange.Light,
                "weather" => RetakeChange.Weather,
                "viewpoint" => RetakeChange.Viewpoint,
                _ => throw new ActException("The change is nothing, seed, light, weather or viewpoint."),
            };
            Retake taken = await desk.TakeAsync(new RetakeRequest(key.Sequence, key.Camera, key.Frame, change, Math.Clamp(request.Turn, 0, 1000)),
                context.RequestAborted);
            return Results.Json(new
            {
                picture = $"/api/retakes/{taken.Id}",
                renderer = taken.Picture.Renderer,
                seconds = taken.Took.TotalSeconds,
                changes = taken.Picture.Changes.Select(c => new { name = c.Name, before = c.Before, after = c.After }),
            });
        });

        routes.MapGet("/api/retakes/{id}", (string id) => desk.Find(id) is { } png ? Results.Bytes(png, "image/png") : Results.NotFound());
    }
}
