using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>Where a device takes subscriptions over Akka.Remote.</summary>
/// <inheritdoc cref="HostPort"/>
public sealed record EventsAddress(string Host, int Port) : HostPort(Host, Port)
{
    /// <summary>The actor system's name at both ends.</summary>
    public const string System = "vitrine";

    /// <summary>What is written to take no subscriptions.</summary>
    public const string None = "none";

    /// <summary>Where subscriptions are taken when nobody says otherwise.</summary>
    public static EventsAddress Default { get; } = new("127.0.0.1", 8091);

    /// <summary>The actor that takes subscriptions there.</summary>
    public string ActorPath => PathOf(System, EventsActor.Name);

    /// <summary>Reads HOST:PORT.</summary>
    /// <returns>The address; null where the text is empty or "none".</returns>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static new EventsAddress? Parse(string text)
    {
        if (text is "" or None)
        {
            return null;
        }

        var address = HostPort.Parse(text);
        return new EventsAddress(address.Host, address.Port);
    }
}
