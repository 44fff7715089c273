using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A real broker on loopback, which can go away and come back at the same port.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private MqttServer? server;
    private int refused;

    public int Port { get; } = FreePort();

    public Uri Address => new($"mqtt://127.0.0.1:{Port}");

    /// <summary>Every message that it accepted, in order: topic and text.</summary>
    public ConcurrentQueue<(string Topic, string Text)> Accepted { get; } = [];

    /// <summary>Whether it hangs up on a message instead of accepting it, given the text.</summary>
    public Func<string, bool> HangsUpOn { get; set; } = _ => false;

    /// <summary>Whether it accepts a message and hangs up before it says so, given the text.</summary>
    public Func<string, bool> HangsUpAfter { get; set; } = _ => false;

    /// <summary>Whether it refuses a topic, as an access list does.</summary>
    public Func<string, bool> Forbids { get; set; } = _ => false;

    /// <summary>Times that it refused a client, which it does while <see cref="RefusesAll"/> is set.</summary>
    public int Refused => refused;

    /// <summary>Whether it takes no client's password.</summary>
    public bool RefusesAll { get; set; }

    /// <summary>Numbers of the windows that it accepted.</summary>
    public IReadOnlyList<long> Sequences =>
        [
            .. Accepted
                .Where(message => message.Topic.EndsWith("/windows", StringComparison.Ordinal))
                .Select(message => JsonNode.Parse(message.Text)!["sequence"]!.GetValue<long>()),
        ];

    public async Task Start()
    {
        var options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointReuseAddress()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port)
            .Build();
        server = new MqttServerFactory().CreateMqttServer(options);
        server.InterceptingPublishAsync += message =>
        {
            var text = message.ApplicationMessage.ConvertPayloadToString() ?? string.Empty;
            if (Forbids(message.ApplicationMessage.Topic))
            {
                (message.ProcessPublish, message.Response.ReasonCode) = (false, MqttPubAckReasonCode.NotAuthorized);
                return Task.CompletedTask;
            }

            message.ProcessPublish = !HangsUpOn(text);
            message.CloseConnection = !message.ProcessPublish || HangsUpAfter(text);
            if (message.ProcessPublish)
            {
                Accepted.Enqueue((message.ApplicationMessage.Topic, text));
            }

            return Task.CompletedTask;
        };
        server.ValidatingConnectionAsync += client =>
        {
            if (RefusesAll)
            {
                client.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
                Interlocked.Increment(ref refused);
            }

            return Task.CompletedTask;
        };
        await server.StartAsync();
    }

    public async Task Stop()
    {
        if (server is not null)
        {
            await server.StopAsync();
            server.Dispose();
            server = null;
        }
    }

    /// <summary>Retained texts, by topic.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Retained() =>
        (await server!.GetRetainedMessagesAsync()).ToDictionary(
            message => message.Topic,
            message => message.ConvertPayloadToString(),
            StringComparer.Ordinal
        );

    public async ValueTask DisposeAsync() => await Stop();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
