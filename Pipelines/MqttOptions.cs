namespace Vitrine.Pipelines;

/// <summary>Where windows are published over MQTT.</summary>
public sealed record MqttOptions
{
    /// <summary>The broker, mqtt://HOST[:PORT] or mqtts://HOST[:PORT]; null (the default): nowhere.</summary>
    public Uri? Broker { get; init; }

    /// <summary>Who logs in at the broker; empty (the default): nobody.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>What every topic begins with: 1 to 64 letters, digits, '.', '_', '-' or '/'. Default "vitrine".</summary>
    public string Topic { get; init; } = "vitrine";

    /// <summary>Says everything but the password.</summary>
    public override string ToString() => $"{Broker} as '{User}' below {Topic}";
}
