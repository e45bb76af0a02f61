using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace SceneForge.ReviewTests.Support;

/// <summary>A person's session at a server, without a browser.</summary>
internal sealed class ReviewClient : IDisposable
{
    private readonly HttpClient _http;

    private ReviewClient(Uri address)
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    public string Guard { get; private set; } = "";

    public HttpClient Http => _http;

    /// <summary>Nobody's session.</summary>
    public static ReviewClient Anonymous(Uri address) => new(address);

    public static Task<ReviewClient> EnterAsync(ReviewHost host) => EnterAsync(host.Server.Entrance);

    public static async Task<ReviewClient> SignInAsync(Uri address, string name, string password)
    {
        ReviewClient client = new(address);
        using HttpResponseMessage answer = await client._http.PostAsJsonAsync("/api/sign-in", new { name, password });
        answer.EnsureSuccessStatusCode();
        await client.ReadGuardAsync();
        return client;
    }

    /// <summary>The session of the person who started a server, by the address that it printed.</summary>
    public static async Task<ReviewClient> EnterAsync(Uri entrance)
    {
        ReviewClient client = new(new Uri(entrance, "/"));
        using HttpResponseMessage entered = await client._http.GetAsync(entrance);
        await client.ReadGuardAsync();
        return client;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string json, string? etag = null, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Review-Guard", Guard);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{etag}\"");
        }

        return await _http.SendAsync(request, cancellation);
    }

    public async Task<JsonNode> GetJsonAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path))!;

    public Task<JsonNode> FrameAsync(string key) => GetJsonAsync($"/api/frames/{key}");

    /// <summary>Does an act on a frame as it stands; returns the frame afterwards.</summary>
    public async Task<JsonNode> ActAsync(string key, string kind, string act)
    {
        string etag = (string)(await FrameAsync(key))["etag"]!;
        using HttpResponseMessage answer = await ActAsync(key, kind, act, etag);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public Task<HttpResponseMessage> ActAsync(string key, string kind, string act, string etag) =>
        PostAsync($"/api/frames/{key}/acts", $$"""{"kind": "{{kind}}", "act": {{act}} }""", etag);

    /// <summary>A part of a queue; <paramref name="rest"/> are further members of the request.</summary>
    public async Task<JsonNode> QueueAsync(string queue, string rest = "\"limit\": 500")
    {
        using HttpResponseMessage answer = await PostAsync("/api/queue", $$"""{"queue": {{queue}}, {{rest}} }""");
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public void Dispose() => _http.Dispose();

    private async Task ReadGuardAsync() => Guard = (string)(await GetJsonAsync("/api/session"))["guard"]!;
}
