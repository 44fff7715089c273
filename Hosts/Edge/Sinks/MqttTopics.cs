namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>The topics of one device. Pure.</summary>
/// <param name="Prefix">What every topic begins with.</param>
/// <param name="Device">The device's name.</param>
public sealed record MqttTopics(string Prefix, string Device)
{
    /// <summary>Each closed window, as JSON.</summary>
    public string Windows => $"{Prefix}/{Device}/windows";

    /// <summary>"online" or "offline", retained.</summary>
    public string Status => $"{Prefix}/{Device}/status";
}
