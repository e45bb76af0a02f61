using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.Acts;
using SceneForge.Review.People;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Server;

/// <summary>Signing in and out; accounts.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, Sessions sessions, Accounts accounts)
    {
        // The address that the command prints: good for one session, then spent.
        routes.MapGet("/open/{token}", (string token, HttpContext context) =>
        {
            if (sessions.Enter(token) is { } cookie)
            {
                SetCookie(context, cookie);
            }

            return Results.Redirect("/");
        });

        SemaphoreSlim oneAtATime = new(1);
        routes.MapPost("/api/sign-in", async (SignInRequest request, HttpContext context) =>
        {
            // One check at a time, and a pause after a wrong one, so that guessing is slow however many ask.
            await oneAtATime.WaitAsync(context.RequestAborted);
            try
            {
                if (accounts.SignIn(request.Name, request.Password) is not { } person)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(500), context.RequestAborted);
                    return Results.Json(new { error = "Name or password is wrong." }, statusCode: StatusCodes.Status401Unauthorized);
                }

                SetCookie(context, sessions.Open(person));
                return Results.Json(new { name = person.Name, role = ReviewEndpoints.RoleName(person) });
            }
            finally
            {
                oneAtATime.Release();
            }
        });

        routes.MapPost("/api/sign-out", (HttpContext context) =>
        {
            sessions.Close(context.Request.Cookies[Sessions.Cookie]!);
            context.Response.Cookies.Delete(Sessions.Cookie);
            return Results.Json(new { });
        });

        routes.MapGet("/api/accounts", (HttpContext context) =>
        {
            RequireLead(context);
            return Results.Json(accounts.All.Select(a => new { name = a.Name, role = a.Role.ToString().ToLowerInvariant() }));
        });

        routes.MapPost("/api/accounts", (AccountRequest request, HttpContext context) =>
        {
            RequireLead(context);
            Role role = request.Role switch
            {
                "author" => Role.Author,
                "reviewer" => Role.Reviewer,
                "lead" => Role.Lead,
                _ => throw new ActException("The role is author, reviewer or lead."),
            };
            accounts.Add(request.Name, role, request.Password);
            return Results.Json(new { name = request.Name, role = request.Role });
        });

        routes.MapPost("/api/accounts/remove", (AccountNameRequest request, HttpContext context) =>
        {
            Remove(context, sessions, accounts, request.Name);
            return Results.Json(new { name = request.Name });
        });
    }

    private static void Remove(HttpContext context, Sessions sessions, Accounts accounts, string name)
    {
        RequireLead(context);
        if (name == ReviewEndpoints.SessionOf(context).Person.Name)
        {
            throw new ActException("Nobody removes their own account: another lead does.");
        }

        accounts.Remove(name);
        sessions.CloseAll(name);
    }

    private static void RequireLead(HttpContext context)
    {
        if (ReviewEndpoints.SessionOf(context).Person.Role != Role.Lead)
        {
            throw new ForbiddenException("Only a lead manages accounts.");
        }
    }

    private static void SetCookie(HttpContext context, string value) => context.Response.Cookies.Append(Sessions.Cookie, value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    });
}
