using Microsoft.AspNetCore.Http;
using SceneForge.Review.People;

namespace SceneForge.Review.Server;

/// <summary>
/// What every request must be and every answer carries: a known Host (against DNS rebinding), a session for everything but the page itself, and
/// for changes the page's own origin, JSON, and the session's guard in a header (against forged requests).
/// </summary>
internal sealed class Guard(Sessions sessions, Func<string, bool> isOwnHost)
{
    public const string GuardHeader = "X-Review-Guard";

    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types review-worker";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!isOwnHost(request.Host.Value ?? ""))
        {
            await Refuse(context, StatusCodes.Status421MisdirectedRequest, "This host name does not belong to the review server.");
            return;
        }

        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool foreign = (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}") || (changes && site is not ("" or "same-origin"));
        if (foreign || (changes && !request.HasJsonContentType()))
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "Only the review page itself may send this.");
            return;
        }

        if (request.Path.StartsWithSegments("/api") && !request.Path.Equals("/api/sign-in", StringComparison.Ordinal))
        {
            Session? session = sessions.Find(request.Cookies[Sessions.Cookie]);
            if (session is null)
            {
                await Refuse(context, StatusCodes.Status401Unauthorized, "Sign in first.");
                return;
            }

            if (changes && !Sessions.SameText(request.Headers[GuardHeader].ToString(), session.Guard))
            {
                await Refuse(context, StatusCodes.Status403Forbidden, "The request does not carry the session's guard.");
                return;
            }

            context.Items[typeof(Session)] = session;
        }

        await next(context);
    }

    public static Task Refuse(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = message });
    }
}
