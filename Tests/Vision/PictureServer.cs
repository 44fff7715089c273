using System.Net;
using System.Net.Sockets;
using System.Text;
using OpenCvSharp;

namespace Vitrine.Tests.Vision;

/// <summary>A network camera: pictures as JPEG over HTTP, one part after another, until it is disposed of.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(30);

    private readonly TcpListener listener;
    private readonly Func<Mat> picture;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private bool disposed;

    /// <param name="port">The port to serve at.</param>
    /// <param name="picture">Gives the next picture; the server disposes of it.</param>
    public PictureServer(int port, Func<Mat> picture)
    {
        this.picture = picture;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Address = $"http://127.0.0.1:{port}/video";
        serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!disposed)
        {
            disposed = true;
            await stop.CancelAsync();
            listener.Dispose();
            await serving;
            stop.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await SendAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
            {
                // The viewer has left, or the server is to stop.
            }
        }
    }

    private async Task SendAsync(NetworkStream viewer)
    {
        var request = new byte[4096];
        _ = await viewer.ReadAsync(request, stop.Token);
        await viewer.WriteAsync(
            "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"u8.ToArray(),
            stop.Token
        );
        while (true)
        {
            var jpeg = NextJpeg();
            var head = $"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\n\r\n";
            await viewer.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. jpeg, .. "\r\n"u8], stop.Token);
            await Task.Delay(Every, stop.Token);
        }
    }

    private byte[] NextJpeg()
    {
        using var next = picture();
        return next.ToBytes(".jpg");
    }
}
