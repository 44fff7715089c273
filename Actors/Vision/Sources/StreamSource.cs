namespace Vitrine.Vision.Sources;

/// <summary>A stream of the network: JPEG pictures over HTTP are read here, all else by the system's ffmpeg.</summary>
internal static class StreamSource
{
    private const string Scheme = "://";

    public static SourceKind Kind { get; } =
        new("stream")
        {
            Matches = text => text.Contains(Scheme, StringComparison.Ordinal),
            Example = "an rtsp:// or http:// address",
            About = "live; reconnects for ever",
            IsLive = true,
            Package = "ffmpeg",
            ForLog = WithoutSecrets,
            Prepare = SourceKind.Live(name => $"stream {name.ForLog}", Open),
        };

    private static ILiveCapture Open(SourceName name, SourceContext context, CancellationToken end)
    {
        var isHttp = Uri.TryCreate(name.Text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        return isHttp && MotionJpegCapture.Open(address!, end) is { } camera
            ? camera
            : new FfmpegCapture(name, context.Stream);
    }

    /// <summary>
    /// Without user, password and query, where cameras take passwords, too. By hand: a password with a stray / or # makes an
    /// address that Uri does not understand.
    /// </summary>
    internal static string WithoutSecrets(string address)
    {
        var begin = address.IndexOf(Scheme, StringComparison.Ordinal) + Scheme.Length;
        var host = Math.Max(begin, address.LastIndexOf('@') + 1);
        var query = address.IndexOf('?', host);
        return address[..begin] + (query < 0 ? address[host..] : address[host..query] + "?…");
    }
}
