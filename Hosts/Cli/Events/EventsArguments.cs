using Vitrine.Windows.Subscriptions;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>What the command line says.</summary>
public sealed record EventsArguments
{
    /// <summary>The device.</summary>
    public EventsAddress Edge { get; init; } = EventsAddress.Default;

    /// <summary>The last sequence number that the reader has; 0 (the default): none.</summary>
    public long After { get; init; }

    /// <summary>Windows after which to end; null (the default): none.</summary>
    public long? Count { get; init; }

    /// <summary>What the device asks for; empty (the default): nothing.</summary>
    public string Token { get; init; } = string.Empty;

    /// <summary>Whether to wait for new windows. Default true.</summary>
    public bool Follow { get; init; } = true;

    /// <summary>File that keeps the last sequence number; null (the default): none.</summary>
    public string? State { get; init; }

    /// <summary>Akka.NET's settings, for example for TLS; null (the default): none.</summary>
    public string? Config { get; init; }
}
