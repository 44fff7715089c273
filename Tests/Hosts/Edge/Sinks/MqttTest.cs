using Vitrine.Hosts.Edge.Sinks;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A broker that is not started yet, and a sink that publishes to it.</summary>
public abstract class MqttTest : IAsyncLifetime
{
    private protected Broker Broker { get; } = new();

    private protected RunningSink Running { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        await Broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected void Publish(Func<MqttOptions, MqttOptions>? change = null)
    {
        var options = new MqttOptions { Broker = Broker.Address, Backlog = true };
        Running.Start(change?.Invoke(options) ?? options);
    }
}
