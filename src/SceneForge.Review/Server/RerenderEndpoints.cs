using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Rerendering;

namespace SceneForge.Review.Server;

/// <summary>Pictures rendered again. A request that its sender drops is stopped.</summary>
internal static class RerenderEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ReviewedDataset dataset, RerenderDesk desk)
    {
        routes.MapPost("/api/rerenders", async (FrameRerenderRequest request, HttpContext context) =>
        {
            FrameKey key = new(request.Sequence, request.Camera, request.Frame);
            if (dataset.IndexOf(key) < 0)
            {
                return Results.NotFound();
            }

            RerenderChange change = request.Change switch
            {
                "nothing" => RerenderChange.Nothing,
                "seed" => RerenderChange.Seed,
                "light" => RerenderChange.Light,
                "weather" => RerenderChange.Weather,
                "viewpoint" => RerenderChange.Viewpoint,
                _ => throw new ActException("The change is nothing, seed, light, weather or viewpoint."),
            };
            RerenderRequest wanted = new(key.Sequence, key.Camera, key.Frame, change, Math.Clamp(request.Turn, 0, 1000));
            Rerendered rendered = await desk.RerenderAsync(wanted, context.RequestAborted);
            return Results.Json(new
            {
                picture = $"/api/rerenders/{rendered.Id}",
                renderer = rendered.Picture.Renderer,
                seconds = rendered.Took.TotalSeconds,
                changes = rendered.Picture.Changes.Select(c => new { name = c.Name, before = c.Before, after = c.After }),
            });
        });

        routes.MapGet("/api/rerenders/{id}", (string id) => desk.Find(id) is { } png ? Results.Bytes(png, "image/png") : Results.NotFound());
    }
}
