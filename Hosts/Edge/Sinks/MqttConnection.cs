using Akka.Actor;
using MQTTnet;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>One connection to the broker. What becomes of it is told to an actor.</summary>
/// <param name="told">Gets <see cref="Opened"/>, <see cref="Delivered"/>, and <see cref="Lost"/> once or more often.</param>
/// <param name="stop">Ends what is under way.</param>
internal sealed class MqttConnection(IActorRef told, CancellationToken stop) : IDisposable
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();

    /// <summary>Begins to connect.</summary>
    public void Open(MqttClientOptions options)
    {
        client.DisconnectedAsync += gone =>
        {
            told.Tell(new Lost(this, Reason(gone.Exception) ?? gone.ReasonString ?? "it hung up"));
            return Task.CompletedTask;
        };
        _ = client.ConnectAsync(options, stop).PipeTo(told, success: _ => new Opened(this), failure: Failed);
    }

    /// <summary>Sends a message; it is delivered once the broker has acknowledged it.</summary>
    public void Send(MqttApplicationMessage message) =>
        _ = client
            .PublishAsync(message, stop)
            .PipeTo(
                told,
                success: result =>
                    result.IsSuccess ? new Delivered(this) : new Lost(this, $"it refuses: {result.ReasonCode}"),
                failure: Failed
            );

    /// <summary>Closes the connection without a word, so that the broker publishes the last will.</summary>
    public void Dispose() => client.Dispose();

    private Lost Failed(Exception cause) => new(this, Reason(cause)!);

    private static string? Reason(Exception? cause) => cause?.GetBaseException().Message.Split('\n')[0].Trim();

    /// <summary>The broker takes messages.</summary>
    internal sealed record Opened(MqttConnection By) : INoSerializationVerificationNeeded;

    /// <summary>The broker has acknowledged the message.</summary>
    internal sealed record Delivered(MqttConnection By) : INoSerializationVerificationNeeded;

    /// <summary>The connection is gone, or was never there.</summary>
    internal sealed record Lost(MqttConnection By, string Reason) : INoSerializationVerificationNeeded;
}
