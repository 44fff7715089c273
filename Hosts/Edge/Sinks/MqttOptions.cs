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
        "Topics are TOPIC/DEVICE/windows, …/newest and …/status."
    )]
    public string Topic
    {
        get;
        init => field = Plain.IsMatch(value) ? value : throw new FormatException($"'{value}' is no topic");
    } = "vitrine";

    /// <summary>PEM file of the authority that signed the broker's certificate; null: whatever the system trusts.</summary>
    [Setting(
        "ca",
        "a PEM file, or nothing",
        "The authority that signed the broker's certificate. Nothing: those that the system trusts."
    )]
    public string? Authority { get; init; }

    /// <summary>PEM file of the certificate that the broker asks for; null: none.</summary>
    [Setting("certificate", "a PEM file, or nothing", "The certificate that is shown to the broker.")]
    public string? Certificate { get; init; }

    /// <summary>PEM file of that certificate's private key; null: none.</summary>
    [Setting("key", "a PEM file, or nothing", "That certificate's private key.")]
    public string? Key { get; init; }

    /// <summary>What the topics of Home Assistant's discovery begin with; empty: it is not told.</summary>
    /// <exception cref="FormatException">It holds a character that means something to a broker.</exception>
    [Setting(
        "discovery",
        "a topic, or nothing",
        "What the topics of Home Assistant's discovery begin with. Nothing: it is not told of this device."
    )]
    public string Discovery
    {
        get;
        init =>
            field =
                value.Length == 0 || Plain.IsMatch(value) ? value : throw new FormatException($"'{value}' is no topic");
    } = "homeassistant";

    /// <summary>Whether windows that closed before the first start with a broker are published, too.</summary>
    [Setting("backlog", "on or off", "Whether windows from before the first start with a broker are published, too.")]
    public bool Backlog { get; init; }

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
        return new MqttSink(this, new MqttTopics(Topic, device.Windows.Device));
    }

    /// <summary>Says everything but the password.</summary>
    public override string ToString() => $"{Broker} as '{User}' below {Topic}";

    [GeneratedRegex("^[A-Za-z0-9._/-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain { get; }
}
