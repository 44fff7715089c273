using Vitrine.Wire;

namespace Vitrine.Fleet;

/// <summary>Where a hub takes devices.</summary>
/// <inheritdoc cref="HostPort"/>
public sealed record HubAddress(string Host, int Port) : HostPort(Host, Port)
{
    /// <summary>The actor system's name at both ends.</summary>
    public const string System = "vitrine-rollout";

    /// <summary>The hub's actor for devices.</summary>
    public const string Devices = "devices";

    /// <summary>The hub's actor for operators.</summary>
    public const string Operators = "operators";

    /// <summary>One of the hub's actors, without TLS.</summary>
    /// <param name="actor">The actor's name.</param>
    public string PathOf(string actor) => PathOf(System, actor);

    /// <summary>Reads HOST:PORT.</summary>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static new HubAddress Parse(string text)
    {
        var address = HostPort.Parse(text);
        return new HubAddress(address.Host, address.Port);
    }
}
