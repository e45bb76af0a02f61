using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace SceneForge.Review.Server;

/// <summary>The built page, read into memory at the start: what was not there then cannot be asked for.</summary>
internal sealed class Page
{
    private readonly FrozenDictionary<string, (byte[] Bytes, string Type)> _files;

    public Page(string folder)
    {
        FileExtensionContentTypeProvider types = new();
        _files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToFrozenDictionary(
            f => "/" + Path.GetRelativePath(folder, f).Replace('\\', '/'),
            f => (File.ReadAllBytes(f), types.TryGetContentType(f, out string? type) ? type : "application/octet-stream"));
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string path = context.Request.Path == "/" ? "/index.html" : context.Request.Path.Value ?? "";
        if (!HttpMethods.IsGet(context.Request.Method) || !_files.TryGetValue(path, out (byte[] Bytes, string Type) file))
        {
            await next(context);
            return;
        }

        context.Response.ContentType = file.Type;
        // Vite puts a hash of the content into the names under assets.
        if (path.StartsWith("/assets/", StringComparison.Ordinal))
        {
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        }

        await context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted);
    }
}
