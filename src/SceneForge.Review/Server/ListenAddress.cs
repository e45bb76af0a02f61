using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SceneForge.Review.Server;

/// <summary>
/// Where the server listens, and the names under which it is asked. Bound to loopback, only loopback's names count, so that a foreign name that
/// resolves here gets nothing; bound to all addresses, those of this machine do.
/// </summary>
public sealed class ListenAddress
{
    private static readonly string[] LoopbackNames = ["127.0.0.1", "localhost", "[::1]"];

    private readonly HashSet<string> _names;

    private ListenAddress(string binding, IEnumerable<string> names)
    {
        Binding = binding;
        _names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The address for the web server, with a number or <c>localhost</c> in place of a name, which it would take for all addresses.
    /// </summary>
    public string Binding { get; }

    /// <exception cref="ListenException">Nobody can listen there.</exception>
    public static ListenAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ListenException($"{text}: give an address such as http://127.0.0.1:5080.");
        }

        if (uri.Scheme == "https")
        {
            throw new ListenException($"{text}: the server has no certificate. Listen on http://127.0.0.1:{uri.Port} and put a proxy or a tunnel "
                + "in front of it.");
        }

        if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw new ListenException($"{text}: give no more than a host and a port, such as http://127.0.0.1:5080.");
        }

        if (uri.Host == "localhost")
        {
            // A free port is one of a single address.
            return new ListenAddress(uri.Port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{uri.Port}", LoopbackNames);
        }

        if (!IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? address))
        {
            address = Resolve(text, uri.DnsSafeHost);
        }

        return new ListenAddress($"http://{Name(address)}:{uri.Port}",
            IPAddress.IsLoopback(address) ? LoopbackNames
            : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? [.. LoopbackNames, Dns.GetHostName(), .. OwnAddresses()
                .Select(Name)]
            : [.. LoopbackNames, uri.Host, Name(address)]);
    }

    /// <summary>Whether a request's Host header names this server.</summary>
    /// <param name="port">That it listens on.</param>
    public bool IsOwn(string host, int port)
    {
        string end = $":{port}";
        return host.EndsWith(end, StringComparison.Ordinal) ? _names.Contains(host[..^end.Length]) : port == 80 && _names.Contains(host);
    }

    /// <summary>The address as people open it: where the server listens on all addresses, one of this machine.</summary>
    /// <param name="bound">As the web server says it.</param>
    /// <param name="here">For a browser on this machine.</param>
    internal static Uri ForPeople(Uri bound, bool here)
    {
        if (bound.Host is not ("0.0.0.0" or "[::]"))
        {
            return bound;
        }

        IPAddress address = OwnAddresses().FirstOrDefault(a => !here && a.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback;
        return new UriBuilder(bound) { Host = address.ToString() }.Uri;
    }

    private static IPAddress Resolve(string text, string host)
    {
        try
        {
            return Dns.GetHostAddresses(host).First(a => a.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or InvalidOperationException)
        {
            throw new ListenException($"{text}: the name {host} is not known here. Give an address of this machine, such as http://127.0.0.1:5080.");
        }
    }

    private static IEnumerable<IPAddress> OwnAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(i => i.OperationalStatus == OperationalStatus.Up)
        .SelectMany(i => i.GetIPProperties().UnicastAddresses)
        .Select(a => a.Address)
        .Where(a => !IPAddress.IsLoopback(a));

    private static string Name(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}

/// <summary>Nobody can listen at an address.</summary>
public sealed class ListenException(string message, bool mayPass = false) : Exception(message)
{
    /// <summary>Later it may be possible: another program listens there.</summary>
    public bool MayPass => mayPass;
}
