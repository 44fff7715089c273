using System.Text.RegularExpressions;
using Vitrine.Pipelines;
using Vitrine.Windows;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Where windows are published over MQTT.</summary>
public sealed partial record MqttOptions : SinkOptions
{
    /// <summary>Holds the broker's password; it goes before <see cref="Password"/>.</summary>
    public const string PasswordVariable = "VITRINE_MQTT_PASSWORD";

    /// <summary>The broker, mqtt://HOST[:PORT] or mqtts://HOST[:PORT]; null (the default): nowhere.</summary>
    public Uri? Broker { get; init; }

    /// <summary>Who logs in at the broker; empty (the default): nobody.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>What every topic begins with: 1 to 64 letters, digits, '.', '_', '-' or '/'. Default "vitrine".</summary>
    public string Topic { get; init; } = "vitrine";

    /// <inheritdoc />
    public override string Name => "mqtt";

    /// <inheritdoc />
    public override IReadOnlyList<SinkSetting> Settings =>
        [
            new(
                "broker",
                "mqtt://HOST:PORT or mqtts://HOST:PORT, or nothing",
                (o, v) => (MqttOptions)o with { Broker = v.Length == 0 ? null : Address(v) }
            ),
            new("user", "a user's name", (o, v) => (MqttOptions)o with { User = v }),
            new("password", "that user's password", (o, v) => (MqttOptions)o with { Password = v }),
            new(
                "topic",
                "a topic of 1 to 64 letters, digits, '.', '_', '-' or '/'",
                (o, v) =>
                    (MqttOptions)o with
                    {
                        Topic = TopicShape.IsMatch(v) ? v : throw new FormatException($"'{v}' is no topic"),
                    }
            ),
        ];

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

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var broker)
        && broker is { Scheme: "mqtt" or "mqtts", Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "" }
            ? broker
            : throw new FormatException($"'{text}' is no broker's address");

    // No '+', '#' or '$', which mean something to a broker.
    [GeneratedRegex("^[A-Za-z0-9._/-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TopicShape { get; }
}
