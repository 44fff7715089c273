using Akka.Actor;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>An operator's way to a hub.</summary>
public sealed class OperatorClient : IAsyncDisposable
{
    private const int Attempts = 4;

    private readonly HubAddress address;
    private readonly HubLink link;
    private readonly ActorSystem system;

    /// <summary>How long to wait for each of four answers.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Begins to dial.</summary>
    /// <param name="address">The hub.</param>
    /// <param name="clock">Measures pauses.</param>
    /// <param name="tls">The certificates; null: in plain text, within one machine.</param>
    public OperatorClient(HubAddress address, TimeProvider clock, LinkTls? tls = null)
    {
        this.address = address;
        link = new HubLink(address, HubAddress.Operators, clock, tls);
        system = ActorSystem.Create("operator", "akka { loglevel = OFF, stdout-loglevel = OFF }");
    }

    /// <inheritdoc cref="AskAsync{T}" />
    public Task<RolloutStatus> AskAsync(IMessage order, CancellationToken stop) => AskAsync<RolloutStatus>(order, stop);

    /// <summary>Sends an order, again where no answer comes: the hub obeys it once.</summary>
    /// <exception cref="BadInputException">The hub refuses it, or does not answer: then with a <see cref="TimeoutException"/> inside.</exception>
    public async Task<T> AskAsync<T>(IMessage order, CancellationToken stop)
        where T : class, IMessage
    {
        using var inbox = Inbox.Create(system);
        link.Attach(inbox.Receiver);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            link.Send(order);
            try
            {
                var answer = await inbox.ReceiveAsync(Patience).WaitAsync(stop);
                if (answer is IMessage message)
                {
                    return Read<T>(message);
                }
            }
            catch (TimeoutException)
            {
                // The link may not have been there yet.
            }
        }

        throw new BadInputException(
            link.Failure is null
                ? $"no hub answers at {address}; is ./vitrine hub or ./vitrine trainer --hub running there, and --hub right?"
                : $"the hub at {address} cannot be dialled: {link.Failure}",
            new TimeoutException()
        );
    }

    private T Read<T>(IMessage answer)
        where T : class, IMessage =>
        answer switch
        {
            T wanted => wanted,
            OperatorRefused refused => throw new BadInputException(refused.Reason),
            _ => throw new BadInputException($"the hub at {address} answers with {answer.GetType().Name}"),
        };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await link.DisposeAsync();
        await system.Terminate();
        system.Dispose();
    }
}
