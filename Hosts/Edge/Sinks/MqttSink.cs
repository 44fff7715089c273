using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// Publishes windows to an MQTT broker, each delivered once the broker has acknowledged it, and says whether the device is there.
/// </summary>
/// <param name="options">The broker, and who is told what.</param>
/// <param name="topics">Where it is published.</param>
/// <exception cref="BadInputException">A file of a certificate cannot be used.</exception>
internal sealed class MqttSink(MqttOptions options, MqttTopics topics) : IWindowSink
{
    private readonly MqttConnection connection = new(MqttConnection.Options(options, topics));

    /// <inheritdoc />
    public string Name => "mqtt";

    /// <inheritdoc />
    public string Place { get; } = $"{options.Broker!.Scheme}://{options.Broker.Authority}";

    /// <inheritdoc />
    public bool TakesBacklog => options.Backlog;

    /// <inheritdoc />
    public string? Notice { get; private set; }

    /// <inheritdoc />
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        if (connection.IsOpen)
        {
            return;
        }

        await connection.OpenAsync(cancellationToken);
        Notice = null;
        await TellAsync(topics.Status, "online", cancellationToken);
        foreach (var (topic, text) in HomeAssistant.Discovery(topics, options.Discovery))
        {
            await TellAsync(topic, text, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask SendAsync(AggregateWindow window, CancellationToken cancellationToken) =>
        await connection.PublishAsync(topics.Windows, WindowJson.Text(window), retain: false, cancellationToken);

    /// <inheritdoc />
    public async ValueTask ShowAsync(AggregateWindow newest, CancellationToken cancellationToken) =>
        await TellAsync(topics.Newest, WindowJson.Text(newest), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    // Retained. Whoever may not write that can still write windows.
    private async Task TellAsync(string topic, string text, CancellationToken cancellationToken)
    {
        try
        {
            await connection.PublishAsync(topic, text, retain: true, cancellationToken);
        }
        catch (BadInputException refused)
        {
            Notice ??=
                $"{refused.Message}; windows are published all the same (mqtt.discovery = \"\" tells Home Assistant nothing)";
        }
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

    /// <summary>The newest of them, retained: what is so now.</summary>
    public string Newest => $"{Prefix}/{Device}/newest";

    /// <summary>"online" or "offline", retained.</summary>
    public string Status => $"{Prefix}/{Device}/status";
}
#pragma warning restore MA0048
