using Microsoft.AspNetCore.Http;
using SceneForge.Review.Acts;
using SceneForge.Review.Rerendering;
using SceneForge.Review.State;
using SceneForge.Base.Input;

namespace SceneForge.Review.Server;

/// <summary>Turns failures into answers. What stands in them is for the person who asked: no paths, no stack.</summary>
internal static class Failures
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && e is not OperationCanceledException)
        {
            (int status, string message) = e switch
            {
                ActException => (StatusCodes.Status400BadRequest, e.Message),
                ConflictException => (StatusCodes.Status409Conflict, e.Message),
                RerenderException => (StatusCodes.Status422UnprocessableEntity, e.Message),
                ForbiddenException => (StatusCodes.Status403Forbidden, e.Message),
                BrokenLogException => (StatusCodes.Status500InternalServerError, e.Message),
                BadHttpRequestException bad => (bad.StatusCode, "The request does not read."),
                InputException or FileNotFoundException or DirectoryNotFoundException =>
                    (StatusCodes.Status404NotFound, "A file of the dataset is missing or damaged."),
                _ => (StatusCodes.Status500InternalServerError, "The server could not do this."),
            };
            if (status == StatusCodes.Status500InternalServerError)
            {
                await Console.Error.WriteLineAsync($"sceneforge review: {e}");
            }

            if (e is ConflictException conflict)
            {
                context.Response.Headers.ETag = $"\"{conflict.Current}\"";
            }

            await Guard.Refuse(context, status, message);
        }
    }
}
