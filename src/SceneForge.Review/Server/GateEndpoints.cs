using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Server;

/// <summary>The gate's standing, for those who may see everybody's work.</summary>
internal static class GateEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, GateStanding standing) =>
        routes.MapGet("/api/gate", (HttpContext context) => ReviewEndpoints.SessionOf(context).Person.Role == Role.Reviewer
            ? throw new ForbiddenException("A reviewer does not see the gate's standing.")
            : Results.Json(standing.Describe(TimeProvider.System.GetUtcNow())));
}
