using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Bench.Durability;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Bench.Subscribers;

/// <summary>Many subscribers in one actor system: some follow from now on, some never acknowledge, one reads everything.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly ActorSystem system;
    private readonly EventsAddress address;

    public Crowd(EventsAddress address, int followers, int stalled)
    {
        this.address = address;
        system = ActorSystem.Create(EventsAddress.System, Settings);
        var events = system.ActorSelection(address.ActorPath);
        for (var i = 0; i < followers + stalled; i++)
        {
            var answers = i < followers;
            // A follower has all of the week; one that stalls has it all before it.
            var after = answers ? WeekOfWindows.Windows : 0;
            system.ActorOf(Props.Create(() => new Subscriber(events, after, answers)));
        }
    }

    private static Config Settings =>
        RemotePort.Under(
            """
            akka {
              loglevel = OFF
              remote.dot-netty.tcp { hostname = "127.0.0.1", public-hostname = "crowd", port = 0 }
            }
            """
        );

    /// <summary>Reads everything up to a window.</summary>
    public async Task<TimeSpan> Replay(long upTo)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var client = new EventsClient(address, after: 0);
        for (var last = 0L; last < upTo; )
        {
            var page = await client.Pages.ReadAsync();
            if (page.Windows is [.., var newest])
            {
                client.Acknowledge(last = newest.Sequence);
            }
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    public async ValueTask DisposeAsync()
    {
        await system.Terminate();
        system.Dispose();
    }

    private sealed class Subscriber : ReceiveActor
    {
        public Subscriber(ActorSelection events, long after, bool answers)
        {
            events.Tell(new Subscribe { After = after }, Self);
            Receive<WindowEvents>(page =>
            {
                if (answers && page.Windows is [.., var last])
                {
                    events.Tell(new Ack { Sequence = last.Sequence }, Self);
                }
            });
        }
    }
}
