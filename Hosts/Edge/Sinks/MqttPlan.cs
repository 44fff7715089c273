using System.Net;
using MQTTnet;
using MQTTnet.Protocol;
using Vitrine.Pipelines;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Where and what is published over MQTT, checked before anything starts.</summary>
/// <param name="Broker">The broker, without a password.</param>
/// <param name="Topics">The device's topics.</param>
/// <param name="Connection">How to connect.</param>
/// <param name="Cursor">Keeps how far the broker got.</param>
public sealed record MqttPlan(string Broker, MqttTopics Topics, MqttClientOptions Connection, MqttCursor Cursor)
{
    /// <summary>Holds the broker's password; it goes before the configuration's.</summary>
    public const string PasswordVariable = "VITRINE_MQTT_PASSWORD";

    /// <summary>A message that is not answered within this counts as lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the plan.</summary>
    /// <param name="options">The device's options.</param>
    /// <param name="folder">The data folder.</param>
    /// <returns>Null where nothing is to be published.</returns>
    /// <exception cref="BadInputException">Others could read along on the way to the broker.</exception>
    public static MqttPlan? Make(EdgeOptions options, string folder)
    {
        if (options.Mqtt is not { Broker: { } broker } mqtt)
        {
            return null;
        }

        if (broker.Scheme is not "mqtts" && !IsLoopback(broker) && !options.Access.AllowPlain)
        {
            throw new BadInputException(
                $"mqtt.broker {broker}: others could read along: use mqtts://, or say access.allow-plain = on where the network itself is safe"
            );
        }

        var topics = new MqttTopics(mqtt.Topic, options.Windows.Device);
        return new MqttPlan(
            $"{broker.Scheme}://{broker.Authority}",
            topics,
            Connect(broker, mqtt, topics),
            new MqttCursor(Path.Combine(folder, "mqtt-cursor"))
        );
    }

    /// <summary>Everything that is said once for each connection.</summary>
    public IEnumerable<MqttApplicationMessage> Announcement() =>
        HomeAssistant
            .Discovery(Topics)
            .Append((Topics.Status, "online"))
            .Select(message => Message(message.Item1, message.Item2, retain: true));

    /// <summary>One window.</summary>
    public MqttApplicationMessage Message(AggregateWindow window) =>
        Message(Topics.Windows, WindowJson.Text(window), retain: false);

    private static MqttApplicationMessage Message(string topic, string text, bool retain) =>
        new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(text)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();

    private static MqttClientOptions Connect(Uri broker, MqttOptions mqtt, MqttTopics topics)
    {
        var options = new MqttClientOptionsBuilder()
            .WithConnectionUri(broker)
            .WithClientId($"vitrine-{topics.Device}")
            .WithCleanSession()
            .WithTimeout(Patience)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline")
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        var password = Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given
            ? given
            : mqtt.Password;
        return (mqtt.User.Length == 0 ? options : options.WithCredentials(mqtt.User, password)).Build();
    }

    private static bool IsLoopback(Uri broker) =>
        broker.Host is "localhost"
        || (IPAddress.TryParse(broker.Host, out var address) && IPAddress.IsLoopback(address));
}
