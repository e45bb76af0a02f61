using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.References;

namespace SceneForge.Review.Server;

/// <summary>The user's own real pictures, by number.</summary>
internal static class ReferenceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ReferencePictures references)
    {
        routes.MapGet("/api/references", () => Results.Json(new
        {
            left_out = references.LeftOut,
            pictures = references.All.Select((p, i) => new { id = i, name = p.Name, width = p.Width, height = p.Height, brightness = p.Brightness }),
        }));

        routes.MapGet("/api/references/{number:int}", (int number) =>
            references.Read(number) is var (bytes, type) ? Results.Bytes(bytes, type) : Results.NotFound());
    }
}
