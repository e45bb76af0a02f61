using System.Net.Sockets;
using System.Text;

namespace SceneForge.ReviewTests.Support;

/// <summary>Sends requests byte by byte, as no well-behaved client would.</summary>
internal static class RawHttp
{
    /// <summary>The whole answer, or what came before the connection ended.</summary>
    public static async Task<string> SendAsync(Uri address, string request, int timeoutSeconds = 10)
    {
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port);
        await using NetworkStream stream = client.GetStream();
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(timeoutSeconds));
        StringBuilder answer = new();
        byte[] buffer = new byte[1 << 16];
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), timeout.Token);
            int read;
            while ((read = await stream.ReadAsync(buffer, timeout.Token)) > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }

        return answer.ToString();
    }

    public static int Status(string answer) => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
        ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
