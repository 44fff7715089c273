using MQTTnet;
using MQTTnet.Protocol;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// Publishes windows to an MQTT broker, each delivered once the broker has acknowledged it, and says whether the device is there.
/// </summary>
internal sealed class MqttSink(Uri broker, string user, string password, MqttTopics topics) : IWindowSink
{
    /// <summary>A message that is not answered within this counts as lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly MqttClientOptions options = Options(broker, user, password, topics);
    private IMqttClient? client;

    /// <inheritdoc />
    public string Name => "mqtt";

    /// <inheritdoc />
    public string Place { get; } = $"{broker.Scheme}://{broker.Authority}";

    /// <inheritdoc />
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true })
        {
            return;
        }

        Dispose();
        client = new MqttClientFactory().CreateMqttClient();
        var connected = await client.ConnectAsync(options, cancellationToken);
        if (connected.ResultCode is not MqttClientConnectResultCode.Success)
        {
            throw new IOException($"it refuses: {connected.ResultCode}");
        }

        foreach (var (topic, text) in HomeAssistant.Discovery(topics).Append((topics.Status, "online")))
        {
            await PublishAsync(topic, text, retain: true, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask SendAsync(AggregateWindow window, CancellationToken cancellationToken) =>
        await PublishAsync(topics.Windows, WindowJson.Text(window), retain: false, cancellationToken);

    /// <summary>Closes the connection without a farewell, so that the broker publishes the last will.</summary>
    public void Dispose()
    {
        client?.Dispose();
        client = null;
    }

    private async Task PublishAsync(string topic, string text, bool retain, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(text)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        try
        {
            var published = await client!.PublishAsync(message, cancellationToken);
            if (!published.IsSuccess)
            {
                throw new IOException($"it refuses: {published.ReasonCode}");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static MqttClientOptions Options(Uri broker, string user, string password, MqttTopics topics)
    {
        var built = new MqttClientOptionsBuilder()
            .WithConnectionUri(broker)
            .WithClientId($"vitrine-{topics.Device}")
            .WithCleanSession()
            .WithTimeout(Patience)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline")
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        return (user.Length == 0 ? built : built.WithCredentials(user, password)).Build();
    }
}

#pragma warning disable MA0048 // What the sink publishes to.
/// <summary>The topics of one device. Pure.</summary>
/// <param name="Prefix">What every topic begins with.</param>
/// <param name="Device">The device's name.</param>
internal sealed record MqttTopics(string Prefix, string Device)
{
    /// <summary>Each closed window, as JSON.</summary>
    public string Windows => $"{Prefix}/{Device}/windows";

    /// <summary>"online" or "offline", retained.</summary>
    public string Status => $"{Prefix}/{Device}/status";
}
#pragma warning restore MA0048
