using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Attacks that other tools fell to, each as a table whose size is asserted.</summary>
public sealed class SecurityTests : IAsyncLifetime
{
    private const string Secret = "SECRET-THAT-MUST-STAY";
    private const string Key = "0/CAM_FRONT/0";
    private ReviewDesk _desk = null!;
    private ReviewHost _host = null!;
    private ReviewClient _anna = null!;

    public async Task InitializeAsync()
    {
        SampleDataset data = new(2);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(data.Folder)!, "secret.txt"), Secret);
        File.WriteAllText(Path.Combine(data.Folder, "secret.txt"), Secret);
        _desk = await ReviewDesk.OpenAsync(data);
        (_host, _anna) = (_desk.Host, _desk.Anna);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task No_path_leads_out_of_the_dataset()
    {
        string[] climbs = ["..", "%2e%2e", ".%2e", "%2e.", "%252e%252e", "..%00", "..;", "....", "%c0%ae%c0%ae", "%uff0e%uff0e", "..%5c..",
            "%EF%BC%8E%EF%BC%8E"];
        string[] slashes = ["/", "%2f", "%5c", "%252f", "\\", "//"];
        string[] targets = ["secret.txt", "review.db", "etc/passwd", "%00secret.txt", "dataset.json"];
        string[] routes = ["/api/files/{0}", "/api/files/0/{0}", "/api/files/0/CAM_FRONT/{0}", "/api/files/0/CAM_FRONT/0/{0}",
            "/api/thumbnails/0/{0}", "/api/sequences/{0}", "/assets/{0}", "/{0}"];
        string[] payloads = [.. from c in climbs from s in slashes from t in targets from depth in (int[])[1,
            3] select string.Concat(Enumerable.Repeat(c + s, depth)) + t];
        string[] absolute = ["/etc/passwd", "file:///etc/passwd", "C:%5cwindows%5cwin.ini", "%2fetc%2fpasswd", "//etc/passwd", "~/.ssh/id_rsa",
            "proc/self/environ", "secret.txt", "review.db"];
        string cookie = $"Cookie: {_anna.Cookies.GetCookieHeader(_host.Address)}";
        int tried = 0;
        foreach (string payload in payloads.Concat(absolute))
        {
            string path = string.Format(System.Globalization.CultureInfo.InvariantCulture, routes[tried % routes.Length], payload);
            string answer = await RawHttp.SendAsync(_host.Address,
                $"GET {path} HTTP/1.1\r\nHost: {_host.Address.Authority}\r\n{cookie}\r\nConnection: close\r\n\r\n");
            Assert.True(RawHttp.Status(answer) is 0 or (>= 400 and < 500), $"{path}: {answer[..Math.Min(200, answer.Length)]}");
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("SQLite format", answer, StringComparison.Ordinal);
            tried++;
        }

        Assert.Equal(729, tried);
    }

    [Fact]
    public async Task A_manifest_that_leads_out_and_a_link_are_not_followed()
    {
        string sequence = Path.Combine(_desk.Data.Folder, "sequences", "000001");
        string manifest = Path.Combine(sequence, "manifest.json");
        string picture = Path.Combine(sequence, "CAM_FRONT", "000000.rgb.png");
        File.Delete(picture);
        File.CreateSymbolicLink(picture, Path.Combine(_desk.Data.Folder, "secret.txt"));
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("CAM_LEFT/000000.rgb.png", "../000000.rgb.png", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_desk.Data.Folder, "sequences", "000000.rgb.png"), Secret);
        foreach (string path in (string[])["/api/files/1/CAM_FRONT/0/rgb", "/api/thumbnails/1/CAM_FRONT/0", "/api/files/1/../0/rgb",
            "/api/files/1/%2e%2e/0/rgb", "/api/files/1/CAM_LEFT/0/rgb"])
        {
            using HttpResponseMessage answer = await _anna.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Forged_requests_change_nothing()
    {
        const string act = """{"kind": "verdict", "act": {"verdict": "accept"}}""";
        string cookie = $"Cookie: {_anna.Cookies.GetCookieHeader(_host.Address)}";
        string guard = $"X-Review-Guard: {_anna.Guard}";
        (string Name, string[] Headers)[] forged =
        [
            ("no guard", [cookie, "Content-Type: application/json"]),
            ("wrong guard", [cookie, "Content-Type: application/json", "X-Review-Guard: 0"]),
            ("foreign origin", [cookie, guard, "Content-Type: application/json", "Origin: https://evil.example"]),
            ("null origin", [cookie, guard, "Content-Type: application/json", "Origin: null"]),
            ("origin with another port", [cookie, guard, "Content-Type: application/json", "Origin: http://127.0.0.1:1"]),
            ("https origin", [cookie, guard, "Content-Type: application/json", $"Origin: https://{_host.Address.Authority}"]),
            ("cross-site fetch", [cookie, guard, "Content-Type: application/json", "Sec-Fetch-Site: cross-site"]),
            ("same-site fetch", [cookie, guard, "Content-Type: application/json", "Sec-Fetch-Site: same-site"]),
            ("form", [cookie, guard, "Content-Type: application/x-www-form-urlencoded"]),
            ("plain text", [cookie, guard, "Content-Type: text/plain"]),
            ("no type", [cookie, guard]),
            ("no session", [guard, "Content-Type: application/json"]),
            ("invented session", [guard, "Content-Type: application/json", "Cookie: sceneforge_review=0"]),
        ];
        foreach ((string name, string[] headers) in forged)
        {
            string answer = await RawHttp.SendAsync(_host.Address,
                $"POST /api/frames/{Key}/acts HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nIf-Match: "
                    + $"\"none\"\r\n{string.Join("\r\n", headers)}\r\nContent-Length: {act.Length}\r\nConnection: close\r\n\r\n{act}");
            Assert.True(RawHttp.Status(answer) is 401 or 403, $"{name}: {answer}");
        }

        Assert.Equal(13, forged.Length);
        Assert.Equal("open", (string)(await _anna.FrameAsync(Key))["status"]!);
    }

    [Fact]
    public async Task Foreign_host_names_get_nothing()
    {
        int port = _host.Address.Port;
        string[] hosts = ["evil.example", $"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", $"localhost.evil.example:{port}",
            $"127.0.0.1.evil.example:{port}", $"0.0.0.0:{port}", $"evil@127.0.0.1:{port}", $"2130706433:{port}", ""];
        foreach (string host in hosts)
        {
            string answer = await RawHttp.SendAsync(_host.Address, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            Assert.True(RawHttp.Status(answer) is 400 or 421, $"{host}: {answer}");
        }

        Assert.Equal(10, hosts.Length);
        Assert.Equal(200, RawHttp.Status(await RawHttp.SendAsync(_host.Address,
            $"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")));
    }

    [Fact]
    public async Task Bodies_beyond_a_mebibyte_are_refused()
    {
        string head =
            $"POST /api/undo HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nCookie: "
                + $"{_anna.Cookies.GetCookieHeader(_host.Address)}\r\nX-Review-Guard: {_anna.Guard}\r\nContent-Type: "
                + "application/json\r\nConnection: close\r\n";
        string announced = await RawHttp.SendAsync(_host.Address, $"{head}Content-Length: 1073741824\r\n\r\n" + "{\"request\": \"");
        Assert.Equal(413, RawHttp.Status(announced));
        string chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        string streamed = await RawHttp.SendAsync(_host.Address,
            $"{head}Transfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat(chunk, 20))}0\r\n\r\n");
        Assert.True(RawHttp.Status(streamed) is 413 or 0);
    }

    [Fact]
    public async Task A_slow_client_is_hung_up_on_while_others_are_served()
    {
        Task<string> slow = RawHttp.SendAsync(_host.Address, "GET / HTTP/1.1\r\nHost: ", timeoutSeconds: 25);
        for (int i = 0; i < 20; i++)
        {
            Assert.NotNull(await _anna.FrameAsync(Key));
        }

        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        string answer = await slow;
        Assert.True(RawHttp.Status(answer) is 0 or 408 or 400);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "The server waits for a header that never comes.");
    }

    [Fact]
    public async Task Hostile_JSON_is_refused()
    {
        string[] acts =
        [
            """{"$type": "System.Diagnostics.Process", "verdict": "accept"}""", """{"verdict": "accept", "__proto__": {"role": "lead"}}""",
                """{"verdict": "accept", "verdict": "reject"}""",
            """{"verdict": "approve"}""", """{"verdict": null}""", """{"verdict": 1}""", """{}""", """[]""", """null""", """{"verdict": "reject"}""",
                """{"verdict": "accept", "defects": [{"kind": "box_shifted"}]}""",
            """{"verdict": "reject", "defects": [{"kind": "no_such_kind"}]}""", """{"verdict": "accept", "queue": "http://169.254.169.254/"}""",
                """{"verdict": "accept", "url": "http://169.254.169.254/"}""",
            """{"verdict": "reject", "defects": [{"kind": "box_shifted", "pixel": [1e999, 0]}]}""",
                """{"verdict": "reject", "defects": [{"kind": "box_shifted", "pixel": [1]}]}""",
            $$"""{"verdict": {{new string('[', 100)}}{{new string(']', 100)}} }""",
                $$"""{"verdict": "accept", "request": "{{new string('r', 65)}}"}""", """{"verdict": "accept", "person": "ben"}""",
                """{"Verdict": "accept"}""",
        ];
        int refused = 0;
        foreach (string act in acts)
        {
            using HttpResponseMessage answer = await _anna.ActAsync(Key, "verdict", act, "none");
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{act}: {answer.StatusCode}");
            refused++;
        }

        (string Kind, string Act)[] others =
        [
            ("correction", """{"object": 5}"""), ("correction", """{"object": 0, "after": {"class": 1}}"""),
                ("correction", """{"object": 5, "after": {"class": 0}}"""),
                ("correction", """{"object": 5, "after": {"class": 1, "size": [0, 1, 1]}}"""),
            ("correction", """{"object": 5, "after": {"class": 1, "translation": [1e999, 0, 0]}}"""), ("comment", """{"text": ""}"""),
                ("comment", $$"""{"text": "{{new string('x', 4001)}}"}"""),
            ("undo", """{"of": 1}"""), ("account", "{}"), ("setting", """{"double_share": 2}"""), ("setting", "{}"), ("gold", """{"note": ""}"""),
        ];
        foreach ((string kind, string act) in others)
        {
            using HttpResponseMessage answer = await _anna.ActAsync(Key, kind, act, "none");
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{kind} {act}: {answer.StatusCode}");
            refused++;
        }

        Assert.Equal(32, refused);
        Assert.Empty((await _anna.FrameAsync(Key))["acts"]!.AsArray());
    }

    [Fact]
    public async Task A_reviewer_can_neither_rise_nor_see_what_others_did()
    {
        using ReviewClient ben = await _anna.AddAsync("ben");
        await _anna.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        (string Path, string Body)[] posts =
        [
            ("/api/accounts", """{"name": "eve", "role": "lead", "password": "a long password"}"""),
                ("/api/acts", """{"kind": "setting", "act": {"double_share": 0}}"""),
            ("/api/acts", """{"kind": "quarantine", "act": {"cause": "x", "sequences": [0]}}"""), ("/api/accounts/remove", """{"name": "ben"}"""),
        ];
        foreach ((string path, string body) in posts)
        {
            using HttpResponseMessage answer = await ben.PostAsync(path, body);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        string[] reads = ["/api/accounts", "/api/export", "/api/findings"];
        foreach (string path in reads)
        {
            using HttpResponseMessage answer = await ben.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Null((await ben.DoAsync("/api/undo", "{}"))["undone"]);
        Assert.Equal("accept", (string)(await _anna.FrameAsync(Key))["status"]!);
        string account = await _anna.Http.GetStringAsync("/api/accounts");
        Assert.DoesNotContain("hash", account, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(7, posts.Length + reads.Length);
    }

    [Fact]
    public async Task Who_is_removed_is_signed_out_at_once_and_what_they_did_stays()
    {
        using ReviewClient ben = await _anna.AddAsync("ben");
        await ben.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        await _anna.DoAsync("/api/accounts/remove", """{"name": "ben"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await ben.Http.GetAsync("/api/session")).StatusCode);
        using ReviewClient stranger = ReviewClient.Anonymous(_host.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/api/sign-in", """{"name": "ben", "password": "a long password"}"""))
            .StatusCode);
        Assert.Equal("accept", (string)(await _anna.FrameAsync(Key))["status"]!);
        foreach (string nobody in (string[])["ben", "anna", ""])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await _anna.PostAsync("/api/accounts/remove", $$"""{"name": "{{nobody}}"}""")).StatusCode);
        }

        using ReviewClient again = await _anna.AddAsync("ben", "author");
        Assert.Equal("author", (string)(await again.GetJsonAsync("/api/session"))["role"]!);
    }

    [Fact]
    public async Task Every_answer_carries_the_strict_headers_and_nothing_can_be_put_up()
    {
        string[] paths = ["/", "/api/session", $"/api/frames/{Key}", "/api/files/0/CAM_FRONT/0/rgb", "/api/files/0/labels/0/json", "/nowhere",
            "/api/nowhere"];
        foreach (string path in paths)
        {
            using HttpResponseMessage answer = await _anna.Http.GetAsync(path);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }

        int refused = 0;
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Post])
        {
            foreach (string path in (string[])["/api/files/0/CAM_FRONT/0/rgb", "/evil.svg", "/assets/evil.js"])
            {
                using HttpRequestMessage request = new(method, path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
                request.Headers.Add("X-Review-Guard", _anna.Guard);
                using HttpResponseMessage answer = await _anna.Http.SendAsync(request);
                Assert.True((int)answer.StatusCode is 404 or 405);
                refused++;
            }
        }

        Assert.Equal((7, 12), (paths.Length, refused));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_secrets_are_each_servers_own()
    {
        using SampleDataset other = new(1);
        await using ReviewHost second = await ReviewHost.StartAsync(other.Folder);
        string answer = await RawHttp.SendAsync(second.Address,
            $"GET {second.Server.Entrance.AbsolutePath} HTTP/1.1\r\nHost: {second.Address.Authority}\r\nConnection: close\r\n\r\n");
        string cookie = answer.Split("\r\n").Single(l => l.StartsWith("Set-Cookie:", StringComparison.OrdinalIgnoreCase)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.NotEqual(_host.Server.Entrance.AbsolutePath, second.Server.Entrance.AbsolutePath);
        string borrowed = await RawHttp.SendAsync(second.Address,
            $"GET /api/session HTTP/1.1\r\nHost: {second.Address.Authority}\r\nCookie: "
                + $"{_anna.Cookies.GetCookieHeader(_host.Address)}\r\nConnection: close\r\n\r\n");
        Assert.Equal(401, RawHttp.Status(borrowed));
    }

    [Fact]
    public async Task Files_are_cached_by_their_hash()
    {
        string url = (string)(await _anna.FrameAsync(Key))["channels"]!["depth"]!;
        using HttpResponseMessage first = await _anna.Http.GetAsync(url);
        Assert.Contains("immutable", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage again = await _anna.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }
}
