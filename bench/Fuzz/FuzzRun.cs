using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vitrine.Bench.Fuzz;

/// <summary>Sends a fuzzer's requests to a server on loopback: most as raw bytes, each on a connection of its own.</summary>
public static class FuzzRun
{
    /// <summary>Connections at the same time.</summary>
    private const int Workers = 32;

    /// <summary>One of so many requests goes through HttpClient.</summary>
    private const int OneOf = 20;

    /// <summary>How long the end of an answer may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait for an answer before ending a request that the server may take for unfinished.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends them all.</summary>
    /// <param name="server">The server's port, on any address of loopback.</param>
    /// <param name="seed">Chooses the requests.</param>
    /// <param name="requests">How many.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="TimeoutException">An answer took too long.</exception>
    /// <exception cref="SocketException">The server does not listen any more.</exception>
    public static async Task<FuzzCount> SendAsync(IPEndPoint server, int seed, int requests, CancellationToken stop)
    {
        var count = new FuzzCount();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://{server}/"),
        };
        await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(worker =>
                    Task.Run(
                        async () =>
                        {
                            var fuzzer = new RequestFuzzer(unchecked((seed * 397) + worker));
                            for (var i = worker; i < requests; i += Workers)
                            {
                                count.Add(
                                    i / Workers % OneOf == 0
                                        ? await SendAsync(client, fuzzer.NextAddress(), stop)
                                        : await SendAsync(server, fuzzer.Next(), i, stop)
                                );
                            }
                        },
                        stop
                    )
                )
        );
        return count;
    }

    private static async Task<int> SendAsync(HttpClient client, string address, CancellationToken stop)
    {
        using var answer = await client
            .GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, stop)
            .WaitAsync(Patience, stop);
        return (int)answer.StatusCode;
    }

    private static async Task<int> SendAsync(IPEndPoint server, byte[] bytes, int number, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Ever other addresses of loopback: those of one are used up for a minute after 28,000 connections.
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + (number % 200))]), 0));
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        await socket.ConnectAsync(server, stop);
        try
        {
            await socket.SendAsync(bytes, stop);
            var answer = new byte[64];
            var receiving = socket.ReceiveAsync(answer, stop).AsTask();
            if (await Task.WhenAny(receiving, Task.Delay(Pause, stop)) != receiving)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            var length = await receiving.WaitAsync(Patience, stop);
            return Status(Encoding.ASCII.GetString(answer, 0, length));
        }
        catch (SocketException)
        {
            // The server hung up while this was still talking.
            return 0;
        }
    }

    private static int Status(string answer) =>
        answer.Split(' ') is [_, var status, ..]
        && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
