using System.Text.RegularExpressions;
using Vitrine.Pipelines;
using static Vitrine.Hosts.Edge.Configuration.Setting;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>The settings of what is published over MQTT.</summary>
internal static partial class MqttSettings
{
    /// <summary>In the order of config.hocon.</summary>
    public static IEnumerable<Setting> All =>
        [
            Text(
                "mqtt.broker",
                "mqtt://HOST:PORT or mqtts://HOST:PORT, or nothing",
                Mqtt((m, v) => m with { Broker = v.Length == 0 ? null : Broker(v) })
            ),
            Text("mqtt.user", "a user's name", Mqtt((m, v) => m with { User = v })),
            Text("mqtt.password", "that user's password", Mqtt((m, v) => m with { Password = v })),
            Text(
                "mqtt.topic",
                "a topic of 1 to 64 letters, digits, '.', '_', '-' or '/'",
                Mqtt(
                    (m, v) => m with { Topic = Topic.IsMatch(v) ? v : throw new FormatException($"'{v}' is no topic") }
                )
            ),
        ];

    private static Func<EdgeOptions, string, EdgeOptions> Mqtt(Func<MqttOptions, string, MqttOptions> set) =>
        (options, value) => options with { Mqtt = set(options.Mqtt, value) };

    private static Uri Broker(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var broker)
        && broker is { Scheme: "mqtt" or "mqtts", Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "" }
            ? broker
            : throw new FormatException($"'{text}' is no broker's address");

    // No '+', '#' or '$', which mean something to a broker.
    [GeneratedRegex("^[A-Za-z0-9._/-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Topic { get; }
}
