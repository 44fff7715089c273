using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>How a stream of the network is read.</summary>
public sealed record StreamOptions
{
    /// <summary>How an RTSP camera sends its pictures.</summary>
    [Setting(
        "transport",
        "auto, tcp or udp",
        "How an RTSP camera sends its pictures; auto: over TCP, or over UDP where it refuses that."
    )]
    public StreamTransport Transport { get; init; } = StreamTransport.Auto;
}

#pragma warning disable MA0048 // One of its settings.
/// <summary>How an RTSP camera sends its pictures.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Option">What asks ffmpeg for it.</param>
public sealed record StreamTransport(string Name, (string Name, string Value) Option)
{
    /// <summary>Over TCP, or over UDP where the camera refuses that.</summary>
    public static StreamTransport Auto { get; } = new("auto", ("rtsp_flags", "prefer_tcp"));

    /// <summary>Over UDP: what is lost on the way stays lost.</summary>
    public static StreamTransport Udp { get; } = new("udp", ("rtsp_transport", "udp"));

    /// <summary>Over TCP.</summary>
    public static StreamTransport Tcp { get; } = new("tcp", ("rtsp_transport", "tcp"));

    /// <summary>Understands a name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StreamTransport Parse(string text) =>
        Array.Find([Auto, Tcp, Udp], transport => transport.Name.Equals(text, StringComparison.Ordinal))
        ?? throw new FormatException($"'{text}' is no way in which a camera sends pictures");

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
#pragma warning restore MA0048
