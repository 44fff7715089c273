using System.Net;
using System.Net.Sockets;
using System.Text;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A port where a program serves HTTP.</summary>
/// <param name="Name">For people.</param>
/// <param name="Address">Where.</param>
/// <param name="IsTls">Whether it is https.</param>
/// <param name="Token">What readers know.</param>
/// <param name="Question">A path that readers get.</param>
internal sealed record WebPort(string Name, HostPort Address, bool IsTls, string Token, string Question)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The header that lets a reader in.</summary>
    public string Key => $"Authorization: Bearer {Token}\r\n";

    /// <summary>The headers of a reader on this machine, for one request.</summary>
    public string Reader => $"Host: localhost\r\n{Key}Connection: close\r\n";

    /// <summary>Connects.</summary>
    /// <param name="from">From which of loopback's addresses; each is a peer of its own.</param>
    public async Task<Stream> OpenAsync(string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
            Stream plain = new NetworkStream(socket, ownsSocket: true);
            return IsTls ? await new PeerTls(Shown: null).OverAsync(plain) : plain;
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends bytes, and reads until the other side ends or a second goes by in silence.</summary>
    /// <returns>All that came; empty: nothing.</returns>
    public async Task<string> SendAsync(string request, string from = "127.0.0.1")
    {
        try
        {
            await using var stream = await OpenAsync(from);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            return await ReadAsync(stream, Patience);
        }
        catch (Exception hungUp) when (hungUp is IOException or SocketException)
        {
            return string.Empty;
        }
    }

    /// <summary>Asks for a path as a reader.</summary>
    public Task<string> GetAsync(string path, string headers = "", string from = "127.0.0.1") =>
        SendAsync($"GET {path} HTTP/1.1\r\n{Reader}{headers}\r\n", from);

    /// <summary>Whether a reader is answered.</summary>
    public async Task<bool> IsAnsweredAsync(string from = "127.0.0.1") => IsGiven(await GetAsync(Question, from: from));

    /// <summary>Whether something was given out.</summary>
    public static bool IsGiven(string answer) => answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal);

    /// <summary>Reads until the other side ends, or for so long.</summary>
    public static async Task<string> ReadAsync(Stream stream, TimeSpan patience)
    {
        const int Most = 1 << 22;
        using var over = new CancellationTokenSource(patience);
        var (text, buffer) = (new StringBuilder(), new byte[1 << 16]);
        try
        {
            while (text.Length < Most && await stream.ReadAsync(buffer, over.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // What came so far counts.
        }

        return text.ToString();
    }
}
