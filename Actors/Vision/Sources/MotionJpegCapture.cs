using System.Net;
using System.Net.Sockets;
using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A network camera that sends JPEG pictures over HTTP, one part after another (multipart/x-mixed-replace). Read here,
/// because the FFmpeg inside OpenCV's package has no network.
/// </summary>
internal sealed class MotionJpegCapture : ILiveCapture
{
    private readonly HttpClient viewer;
    private readonly Socket connection;
    private readonly MultipartReader parts;

    private MotionJpegCapture(HttpClient viewer, Socket connection, MultipartReader parts) =>
        (this.viewer, this.connection, this.parts) = (viewer, connection, parts);

    /// <summary>Connects.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="end">Until it is cancelled this waits.</param>
    /// <returns>Null when what is sent there is something else.</returns>
    /// <exception cref="IOException">Nothing answers, or it refuses.</exception>
    public static MotionJpegCapture? Open(Uri address, CancellationToken end)
    {
        Socket? socket = null;
        var client = Connect(address, connected => socket = connected);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, end);
            response.EnsureSuccessStatusCode();
            var type = response.Content.Headers.ContentType;
            var boundary = type?.Parameters.FirstOrDefault(p => p.Name is "boundary")?.Value?.Trim('"', '-');
            if (type?.MediaType is "multipart/x-mixed-replace" && boundary is not null)
            {
                return new MotionJpegCapture(
                    client,
                    socket!,
                    new MultipartReader(response.Content.ReadAsStream(end), boundary)
                );
            }
        }
        catch (Exception refused) when (refused is HttpRequestException or OperationCanceledException)
        {
            client.Dispose();
            throw new IOException(StreamFault.Of(refused.Message), refused);
        }

        client.Dispose();
        return null;
    }

    /// <exception cref="SkipElementException">What came is no picture.</exception>
    public bool TryRead(Mat pixels, CancellationToken end)
    {
        using var ending = end.Register(connection.Dispose);
        if (!parts.TryReadNext(out var jpeg))
        {
            return false;
        }

        if (jpeg.IsEmpty)
        {
            throw new SkipElementException("the stream sent an empty picture");
        }

        using var picture = Cv2.ImDecode(jpeg, ImreadModes.Color);
        if (picture.Empty())
        {
            throw new SkipElementException($"the stream sent {jpeg.Length} bytes that are no picture");
        }

        picture.CopyTo(pixels);
        return true;
    }

    public void Dispose()
    {
        parts.Dispose();
        viewer.Dispose();
    }

    private static HttpClient Connect(Uri address, Action<Socket> connected)
    {
        var handler = new SocketsHttpHandler
        {
            Credentials = Credentials(address),
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(context.DnsEndPoint, cancel);
                    connected(socket);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static NetworkCredential? Credentials(Uri address) =>
        address.UserInfo.Split(':', 2) is [var user, var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : null;
}
