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

    /// <summary>The same; the answer must be that it was done.</summary>
    public async Task<JsonNode> DoAsync(string path, string json, string? etag = null)
    {
        using HttpResponseMessage answer = await PostAsync(path, json, etag);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonNode> GetJsonAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path))!;

    public Task<JsonNode> FrameAsync(string key) => GetJsonAsync($"/api/frames/{key}");

    /// <summary>Does an act on a frame as it stands; returns the frame afterwards.</summary>
    public async Task<JsonNode> ActAsync(string key, string kind, string act) =>
        await DoAsync($"/api/frames/{key}/acts", ActJson(kind, act), (string)(await FrameAsync(key))["etag"]!);

    public Task<HttpResponseMessage> ActAsync(string key, string kind, string act, string etag) =>
        PostAsync($"/api/frames/{key}/acts", ActJson(kind, act), etag);

    /// <summary>A part of a queue; <paramref name="rest"/> are further members of the request.</summary>
    public Task<JsonNode> QueueAsync(string queue, string rest = "\"limit\": 500") => DoAsync("/api/queue", $$"""{"queue": {{queue}}, {{rest}} }""");

    /// <summary>The lines of the exported log.</summary>
    public async Task<string[]> ExportAsync() => (await _http.GetStringAsync("/api/export")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Adds an account and signs in with it; for who leads.</summary>
    public async Task<ReviewClient> AddAsync(string name, string role = "reviewer")
    {
        const string password = "a long password";
        await DoAsync("/api/accounts", $$"""{"name": "{{name}}", "role": "{{role}}", "password": "{{password}}"}""");
        return await SignInAsync(_http.BaseAddress!, name, password);
    }

    public void Dispose() => _http.Dispose();

    private static string ActJson(string kind, string act) => $$"""{"kind": "{{kind}}", "act": {{act}} }""";

    private async Task ReadGuardAsync() => Guard = (string)(await GetJsonAsync("/api/session"))["guard"]!;
}
