using System.Text.RegularExpressions;
using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Windows;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Where windows are published over MQTT.</summary>
public sealed partial record MqttOptions : SinkOptions
{
    /// <summary>Holds the broker's password; it goes before <see cref="Password"/>.</summary>
    public const string PasswordVariable = "VITRINE_MQTT_PASSWORD";

    /// <summary>The broker; null: nowhere.</summary>
    /// <exception cref="FormatException">It is no broker's address.</exception>
    [Setting(
        "broker",
        "mqtt://HOST:PORT or mqtts://HOST:PORT, or nothing",
        "The broker. Port 1883 or 8883 may be left out. One on another machine needs mqtts:// or access.allow-plain."
    )]
    public Uri? Broker
    {
        get;
        init =>
            field = value
                is null
                    or {
                        IsAbsoluteUri: true,
                        Scheme: "mqtt" or "mqtts",
                        Host.Length: > 0,
                        UserInfo: "",
                        PathAndQuery: "/" or ""
                    }
                ? value
                : throw new FormatException($"'{value}' is no broker's address");
    }

    /// <summary>Who logs in at the broker; empty: nobody.</summary>
    [Setting("user", "a user's name, or nothing", "Who logs in there.")]
    public string User { get; init; } = string.Empty;

    /// <summary>That user's password.</summary>
    [Setting("password", "a password, or nothing", "The user's password. VITRINE_MQTT_PASSWORD goes before it.")]
    public string Password { get; init; } = string.Empty;

    /// <summary>What every topic begins with; no '+', '#' or '$', which mean something to a broker.</summary>
    /// <exception cref="FormatException">It holds another character.</exception>
    [Setting(
        "topic",
        "a topic of 1 to 64 letters, digits, '.', '_', '-' or '/'",
        "Topics are TOPIC/DEVICE/windows and TOPIC/DEVICE/status."
    )]
    public string Topic
    {
        get;
        init => field = Plain.IsMatch(value) ? value : throw new FormatException($"'{value}' is no topic");
    } = "vitrine";

    /// <inheritdoc />
    public override string Name => "mqtt";

    /// <inheritdoc />
    public override string About => "Every window as a message, for Home Assistant and others.";

    /// <inheritdoc />
    public override IWindowSink? Open(EdgeOptions device, TimeProvider clock)
    {
        if (Broker is null)
        {
            return null;
        }

        MustBePrivate(Broker, "mqtts", device.Access, "broker");
        var password = Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given ? given : Password;
        return new MqttSink(Broker, User, password, new MqttTopics(Topic, device.Windows.Device));
    }

    /// <summary>Says everything but the password.</summary>
    public override string ToString() => $"{Broker} as '{User}' below {Topic}";

    [GeneratedRegex("^[A-Za-z0-9._/-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain { get; }
}
