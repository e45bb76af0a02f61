using System.Net;
using SceneForge.Review.Server;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Where the server listens, and which names are its own.</summary>
public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080", new[] { "127.0.0.1:5080", "localhost:5080", "LOCALHOST:5080", "[::1]:5080" },
        new[] { "127.0.0.1", "localhost:50800", "192.0.2.7:5080", "example.org:5080" })]
    [InlineData("http://localhost:0", "http://127.0.0.1:0", new[] { "localhost:0" }, new[] { "example.org:0" })]
    [InlineData("http://[::1]:5080", "http://[::1]:5080", new[] { "[::1]:5080", "localhost:5080" }, new[] { "[::2]:5080" })]
    [InlineData("http://192.0.2.7:80", "http://192.0.2.7:80", new[] { "192.0.2.7", "192.0.2.7:80", "localhost" },
        new[] { "192.0.2.8", "192.0.2.7:8080" })]
    public void An_address_has_its_own_names_and_loopbacks(string text, string binding, string[] own, string[] foreign)
    {
        ListenAddress address = ListenAddress.Parse(text);
        Assert.Equal(binding, address.Binding);
        int port = new Uri(binding).Port;
        Assert.All(own, host => Assert.True(address.IsOwn(host, port), host));
        Assert.All(foreign, host => Assert.False(address.IsOwn(host, port), host));
    }

    [Fact]
    public void A_name_is_bound_to_its_own_address_and_not_to_all()
    {
        // Known to every resolver, and no literal to the parser.
        ListenAddress address = ListenAddress.Parse($"http://{Dns.GetHostName()}:5080");
        Assert.DoesNotContain("0.0.0.0", address.Binding, StringComparison.Ordinal);
        Assert.True(address.IsOwn($"{Dns.GetHostName()}:5080", 5080) || IPAddress.IsLoopback(IPAddress.Parse(new Uri(address.Binding).DnsSafeHost)));
        Assert.False(address.IsOwn("example.org:5080", 5080));
    }

    [Fact]
    public async Task Bound_to_all_addresses_the_server_answers_to_this_machine_and_to_no_foreign_name()
    {
        using SampleDataset data = new(1);
        await using ReviewServer server = await ReviewServer.StartAsync(
            new ReviewOptions { Folder = data.Folder, PageFolder = Requirements.StandInPageFolder, LocalName = "anna",
                Listen = ListenAddress.Parse("http://0.0.0.0:0") }, default);
        Assert.Equal("127.0.0.1", server.Entrance.Host);
        Assert.NotEqual("0.0.0.0", server.Address.Host);
        foreach ((string host, int status) in ((string, int)[])[(server.Address.Authority, 200), (server.Entrance.Authority, 200),
            ($"{Dns.GetHostName()}:{server.Address.Port}", 200), ($"evil.example:{server.Address.Port}", 421),
            ($"0.0.0.0:{server.Address.Port}", 421)])
        {
            string answer = await RawHttp.SendAsync(server.Entrance, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            Assert.True(RawHttp.Status(answer) == status, $"{host}: {answer}");
        }
    }
}
