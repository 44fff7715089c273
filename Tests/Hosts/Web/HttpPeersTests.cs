using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Hosts.Web;
using Vitrine.Tests.Hosts.Edge.Http;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Web;

/// <summary>What one peer can take from the others. On loopback, peers are 127.0.0.1, 127.0.0.2 and so on.</summary>
public sealed class HttpPeersTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly List<TcpClient> clients = [];
    private ServedHttp served = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Idle_connections_of_one_peer_shut_out_nobody_else()
    {
        served = await ServedHttp.StartAsync(clock: clock);
        for (var i = 0; i < HttpLimits.ConnectionsOfPeer; i++)
        {
            Assert.Equal("200", await Ask(1, "/health/live"));
        }

        Assert.Null(await Ask(1, "/health/live"));
        Assert.Equal("200", await Ask(2, "/health/live"));
    }

    [Fact]
    public async Task Idle_connections_of_many_peers_make_room_as_soon_as_it_is_scarce()
    {
        served = await ServedHttp.StartAsync(clock: clock);
        for (var i = 0; i < HttpLimits.Connections; i++)
        {
            Assert.Equal("200", await Ask(1 + (i % 2), "/health/live"));
        }

        Assert.Null(await Ask(3, "/health/live"));
        clock.Advance(TimeSpan.FromSeconds(3));

        await Soon.Answered(async () => await Ask(3, "/health/live") is "200");
    }

    [Fact]
    public async Task Where_there_is_room_a_connection_is_kept()
    {
        served = await ServedHttp.StartAsync(clock: clock);
        var client = await Connect(1);
        await Ask(client, "/health/live");

        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("200", await Ask(client, "/health/live"));
    }

    [Fact]
    public async Task Streams_of_one_peer_leave_room_for_the_others()
    {
        served = await ServedHttp.StartAsync(clock: clock);
        for (var i = 0; i < HttpLimits.StreamsOfPeer; i++)
        {
            Assert.Equal("200", await Ask(1, "/events"));
        }

        Assert.Equal("503", await Ask(1, "/events"));
        Assert.Equal("200", await Ask(2, "/events"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("GET /windows HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task Who_says_nothing_or_not_the_token_is_hung_up_on_within_seconds(string said)
    {
        var access = new AccessOptions { Token = AccessToken.Parse("open-sesame-open-sesame") };
        served = await ServedHttp.StartAsync(access: access, clock: clock);
        var client = await Connect(1);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said), Stop);
        var held = served.App.Services.GetRequiredService<HeldConnections>();
        var isAsked = said.EndsWith("\r\n\r\n", StringComparison.Ordinal);
        await Soon.True(() => held.Count == 1 && (!isAsked || client.Available > 0));

        clock.Advance(TimeSpan.FromSeconds(6));

        await Soon.Done(ReadToEnd(client));
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await served.DisposeAsync();
    }

    private static async Task ReadToEnd(TcpClient client)
    {
        try
        {
            await client.GetStream().CopyToAsync(Stream.Null, Stop);
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }
    }

    // On a connection of its own.
    private async Task<string?> Ask(int peer, string path)
    {
        try
        {
            return await Ask(await Connect(peer), path);
        }
        catch (SocketException)
        {
            // Hung up on before the connection was there.
            return null;
        }
    }

    /// <returns>The status; null: it was hung up on.</returns>
    private static async Task<string?> Ask(TcpClient client, string path)
    {
        var stream = client.GetStream();
        var (answer, part) = (string.Empty, new byte[4096]);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Stop);
            while (!IsWhole(answer))
            {
                var read = await Soon.Done(stream.ReadAsync(part, Stop).AsTask());
                if (read == 0)
                {
                    return null;
                }

                answer += Encoding.ASCII.GetString(part, 0, read);
            }

            return answer[9..12];
        }
        catch (IOException)
        {
            return null;
        }
    }

    // What is left of an answer would be taken for the next one. A stream of events has no length.
    private static bool IsWhole(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = Regex.Match(
            answer,
            @"Content-Length: (?<bytes>\d+)",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        return head >= 0
            && (
                !length.Success
                || answer.Length >= head + 4 + int.Parse(length.Groups["bytes"].Value, CultureInfo.InvariantCulture)
            );
    }

    private async Task<TcpClient> Connect(int peer)
    {
        var client = new TcpClient(new IPEndPoint(new IPAddress([127, 0, 0, (byte)peer]), 0));
        clients.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, served.EndPoint.Port, Stop);
        return client;
    }
}
