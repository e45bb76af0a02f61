using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>
/// Further attacks that other tools fell to: filters that leak, others' objects, active content among the data, clients that never end.
/// </summary>
public sealed class AttackTests : IAsyncLifetime
{
    private const string Key = "0/CAM_FRONT/0";
    private ReviewDesk _desk = null!;
    private ReviewHost _host = null!;
    private ReviewClient _anna = null!;

    public async Task InitializeAsync()
    {
        _desk = await ReviewDesk.OpenAsync(new(3));
        (_host, _anna) = (await _desk.Host.ReadAsync(), _desk.Anna);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Filters_reach_no_column_but_their_own()
    {
        using ReviewClient ben = await _anna.AddAsync("ben");
        await _anna.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        string[] unknown =
        [
            """{"password_hash": "a"}""", """{"reviewer__password_hash__startswith": "A"}""", """{"order": "password_hash"}""",
                """{"order": "dataset; DROP TABLE events"}""", """{"order": "dataset", "select": "accounts"}""",
            """{"order": "dataset", "where": "1=1"}""", """{"order": "dataset", "$where": "true"}""",
                """{"order": "dataset", "values": {"x": {"$ne": null}}}""", """{"order": "dataset", "values": {"x": {"min": "0 OR 1"}}}""",
            """{"order": ["dataset"]}""", """{"order": "dataset", "class": "13 OR 1=1"}""", """{"order": "dataset", "sequence": {"gt": 0}}""",
                """{"order": null}""", """{"order": "dataset", "order": "worst"}""",
        ];
        int refused = 0;
        foreach (string queue in unknown)
        {
            using HttpResponseMessage answer = await ben.PostAsync("/api/queue", $$"""{"queue": {{queue}} }""");
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{queue}: {answer.StatusCode}");
            refused++;
        }

        // Names that look like columns or code are just values that nothing has.
        string[] empty =
        [
            """{"values": {"accounts.password_hash": {"texts": ["A"]}}}""", """{"values": {"__proto__": {"min": 0}}}""",
                """{"values": {"/parameters/speed' OR '1'='1": {"min": 0}}}""", """{"check": "' OR 1=1 --"}""",
            """{"asset": "*"}""", """{"behaviour": "%"}""", """{"camera": "CAM_%"}""", """{"reviewer": "' OR ''='"}""", """{"reviewer": "*"}""",
                """{"status": "' OR 1=1 --"}""",
        ];
        foreach (string queue in empty)
        {
            Assert.Equal((queue, 0), (queue, (int)(await ben.QueueAsync(queue))["total"]!));
            refused++;
        }

        Assert.Equal(24, refused);
    }

    [Fact]
    public async Task Filters_tell_a_reviewer_nothing_of_a_verdict_that_is_hidden_from_them()
    {
        using ReviewClient ben = await _anna.AddAsync("ben");
        using ReviewClient cleo = await _anna.AddAsync("cleo");
        await _anna.DoAsync("/api/acts", """{"kind": "setting", "act": {"double_share": 1}}""");
        string[] queues =
        [
            """{"reviewer": "ben"}""", """{"status": "second"}""", """{"status": "reject"}""", """{"status": "accept"}""", """{"status": "open"}""",
                """{"status": "disputed"}""", """{"reviewer": "ben", "status": "reject"}""",
            """{"status": "mine_open"}""", """{"status": "open", "reviewer": "ben"}""", """{"order": "worst"}""",
                """{"order": "random", "seed": "a"}""",
        ];
        string[] before = await AskAsync();
        await ben.ActAsync(Key, "verdict", """{"verdict": "reject", "defects": [{"kind": "box_shifted"}]}""");
        Assert.Equal(before, await AskAsync());
        Assert.Equal(11, before.Length);

        async Task<string[]> AskAsync()
        {
            List<string> answers = [];
            foreach (string queue in queues)
            {
                answers.Add((await cleo.QueueAsync(queue)).ToJsonString());
            }

            return [.. answers];
        }
    }

    [Fact]
    public async Task Nobody_does_or_undoes_anything_in_anothers_name()
    {
        using ReviewClient ben = await _anna.AddAsync("ben");
        await _anna.ActAsync(Key, "comment", """{"text": "mine", "request": "r1"}""");

        // The same request name is another person's own: neither done nor answered as if it were.
        JsonNode after = await ben.ActAsync(Key, "comment", """{"text": "bens", "request": "r1"}""");
        Assert.Equal(2, after["acts"]!.AsArray().Count);
        await _anna.DoAsync("/api/undo", """{"request": "u1"}""");
        Assert.Equal("bens", (string)(await ben.DoAsync("/api/undo", """{"request": "u1"}"""))["undone"]!["act"]!["text"]!);
        (string Path, string Body)[] forged =
        [
            ($"/api/frames/{Key}/acts", """{"kind": "comment", "act": {"text": "x"}, "person": "anna"}"""),
                ($"/api/frames/{Key}/acts", """{"kind": "comment", "act": {"text": "x", "person": "anna"}}"""),
            ($"/api/frames/{Key}/acts", """{"kind": "undo", "act": {"of": 1}}"""), ("/api/acts", """{"kind": "undo", "act": {"of": 1}}"""),
                ("/api/undo", """{"of": 1}"""), ("/api/undo", """{"person": "anna"}"""),
            ("/api/sign-in", """{"name": "ben", "password": "a long password", "role": "lead"}"""),
                ("/api/accounts", """{"name": "ben", "role": "lead", "password": "a long password"}"""),
            ("/api/acts", """{"kind": "gold", "act": {"note": "x"}}"""),
                ("/api/acts", """{"kind": "verdict", "act": {"verdict": "accept", "settles": true}}"""),
        ];
        foreach ((string path, string body) in forged)
        {
            using HttpResponseMessage answer = await ben.PostAsync(path, body, (string)(await ben.FrameAsync(Key))["etag"]!);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{path} {body}: {answer.StatusCode}");
        }

        Assert.Equal(10, forged.Length);
        Assert.Equal("reviewer", (string)(await ben.GetJsonAsync("/api/session"))["role"]!);
        Assert.Empty((await _anna.FrameAsync(Key))["acts"]!.AsArray());
    }

    [Fact]
    public async Task Active_content_among_the_data_is_never_served_as_such()
    {
        string sequence = Path.Combine(_desk.Data.Folder, "sequences", "000002");
        string[] names = ["000000.evil.svg", "000000.page.html", "000000.code.js", "000000.sheet.css", "000000.doc.xhtml", "000000.flash.swf",
            "000000.frame.mhtml"];
        JsonNode manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(sequence, "manifest.json")))!;
        foreach (string name in names)
        {
            await File.WriteAllTextAsync(Path.Combine(sequence, "CAM_FRONT", name), "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
            manifest["files"]!.AsArray().Add(new JsonObject { ["path"] = $"CAM_FRONT/{name}", ["bytes"] = 1, ["sha256"] = new string('0', 64) });
        }

        await File.WriteAllTextAsync(Path.Combine(sequence, "manifest.json"), manifest.ToJsonString());
        await _desk.RestartAsync();
        int served = 0;
        foreach (string channel in names.Select(n => n.Split('.')[1]))
        {
            using HttpResponseMessage answer = await _desk.Anna.Http.GetAsync($"/api/files/2/CAM_FRONT/0/{channel}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            served++;
        }

        Assert.Equal(7, served);
    }

    [Fact]
    public async Task A_body_of_a_gigabyte_is_cut_off_and_kept_nowhere()
    {
        string head =
            $"POST /api/undo HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nCookie: "
                + $"{_anna.Cookies.GetCookieHeader(_host.Address)}\r\nX-Review-Guard: {_anna.Guard}\r\nContent-Type: "
                + "application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        using TcpClient client = new();
        await client.ConnectAsync(_host.Address.Host, _host.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
        byte[] chunk = Encoding.Latin1.GetBytes($"100000\r\n{new string(' ', 0x100000)}\r\n");
        Task<int> answered = stream.ReadAsync(new byte[12]).AsTask();
        int sent = 0;
        try
        {
            for (; sent < 1024 && !answered.IsCompleted; sent++)
            {
                await stream.WriteAsync(chunk);
            }
        }
        catch (IOException)
        {
            // Hung up on.
        }

        // The server answers, or ends the connection, long before a gigabyte came.
        Assert.InRange(sent, 1, 200);
        Assert.NotNull(await _anna.FrameAsync(Key));
    }

    [Fact]
    public async Task A_hundred_clients_that_send_bodies_drop_by_drop_keep_nobody_waiting_and_are_hung_up_on()
    {
        string head =
            $"POST /api/undo HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nCookie: "
                + $"{_anna.Cookies.GetCookieHeader(_host.Address)}\r\nX-Review-Guard: {_anna.Guard}\r\nContent-Type: "
                + $"application/json\r\nContent-Length: 100000\r\n\r\n{{";
        Stopwatch clock = Stopwatch.StartNew();
        Task<string>[] slow = [.. Enumerable.Range(0, 100).Select(_ => RawHttp.SendAsync(_host.Address, head, timeoutSeconds: 60))];
        for (int i = 0; i < 20; i++)
        {
            Assert.NotNull(await _anna.FrameAsync(Key));
        }

        string[] answers = await Task.WhenAll(slow);
        Assert.All(answers, a => Assert.True(RawHttp.Status(a) is 0 or 408 or 400, a));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(50), "The server waits for bodies that never come.");
    }
}
