using System.Net.Sockets;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>Sends the beginning of an answer, and then a byte now and then for ever.</summary>
internal sealed class DrippingServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
    private readonly TaskCompletionSource answered = new();
    private readonly Task serving;

    public DrippingServer(string answer)
    {
        listener.Start();
        serving = Task.Run(() => ServeAsync(answer));
    }

    public string Address => $"http://{listener.LocalEndpoint}/video";

    public Task Answered() => Soon.Done(answered.Task);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await Soon.Done(serving);
    }

    private async Task ServeAsync(string answer)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
            answered.SetResult();
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
                await Task.Delay(
                    TimeSpan.FromMilliseconds(5),
                    TimeProvider.System,
                    TestContext.Current.CancellationToken
                );
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The viewer has left.
        }
    }
}
