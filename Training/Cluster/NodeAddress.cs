using System.Globalization;

namespace Vitrine.Training.Cluster;

/// <summary>Where a node of the cluster is. All must write it as the node itself does.</summary>
/// <param name="Host">A host's name or an IPv4 address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record NodeAddress(string Host, int Port)
{
    /// <summary>Where a node is when nobody says otherwise; only its own machine reaches it.</summary>
    public static NodeAddress Default { get; } = new("127.0.0.1", 4053);

    /// <summary>Reads HOST:PORT.</summary>
    /// <returns>The address; null: the text is none.</returns>
    public static NodeAddress? Parse(string text) =>
        text.Split(':') is [{ Length: > 0 } host, var port]
        && Uri.CheckHostName(host) is not UriHostNameType.Unknown
        && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? new NodeAddress(host, number)
            : null;

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
