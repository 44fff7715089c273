using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Subscribers of an edge's windows who ask for more than they may.</summary>
internal static class EventsAttacks
{
    private const string Actor = "user/events";
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(2);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("windows without a token, or with a guess", GuessAsync),
        new("words in another subscriber's name", OtherNameAsync),
        new("more subscriptions than a device serves", FloodAsync),
        new("places in the windows that are none", PlacesAsync),
    ];

    private static async IAsyncEnumerable<Attempt> GuessAsync(Targets targets)
    {
        var right = Targets.Readers;
        foreach (
            var guess in new[]
            {
                "",
                "x",
                right[..^1],
                right + "0",
                right.ToUpperInvariant(),
                right + "\0",
                Targets.Operators,
                new string('x', 90_000),
            }
        )
        {
            using var peer = targets.Events.Dial();
            var got = await peer.AskAsync(
                Actor,
                Said.Of(new Subscribe { Token = guess }),
                nameof(WindowEvents),
                Shortly
            );
            yield return new Attempt(
                $"a token of {guess.Length} characters",
                targets.Events.Name,
                got is null ? null : "it was told windows"
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> OtherNameAsync(Targets targets)
    {
        foreach (
            var said in new IMessage[]
            {
                new Unsubscribe(),
                new Ack { Sequence = long.MaxValue },
            }
        )
        {
            using var subscriber = targets.Events.Dial();
            var first = await subscriber.AskAsync(Actor, LegalQuestions.Subscriber.Asked);
            using var other = targets.Events.Dial();
            other.Sender = subscriber.Own;
            await other.TellAsync(Actor, said);
            await subscriber.TellAsync(Actor, new Ack { Sequence = Last(first) });
            var next = await subscriber.AskAsync(
                Actor,
                Said.Of(new Ack { Sequence = Last(first) }),
                nameof(WindowEvents)
            );
            yield return new Attempt(
                said.Descriptor.Name,
                targets.Events.Name,
                next is null ? "the other got no window any more" : null
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> FloodAsync(Targets targets)
    {
        using var subscriber = targets.Events.Dial();
        var first = await subscriber.AskAsync(Actor, LegalQuestions.Subscriber.Asked);
        using (var flood = targets.Events.Dial())
        {
            for (var number = 0; number < 2000; number++)
            {
                flood.Sender = $"{flood.Own}-{number}";
                await flood.TellAsync(Actor, new Subscribe { Token = Targets.Readers });
            }

            var next = await subscriber.AskAsync(
                Actor,
                Said.Of(new Ack { Sequence = Last(first) }),
                nameof(WindowEvents)
            );
            yield return new Attempt(
                "2000 subscriptions over one connection",
                targets.Events.Name,
                next is null ? "one who was there before got no window any more" : null
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> PlacesAsync(Targets targets)
    {
        foreach (var after in new[] { -1, long.MinValue, long.MaxValue })
        {
            using var peer = targets.Events.Dial();
            await peer.TellAsync(Actor, new Subscribe { After = after, Token = Targets.Readers });
            await peer.TellAsync(Actor, new Ack { Sequence = after });
            yield return new Attempt($"after {after}", targets.Events.Name);
        }
    }

    private static long Last((string Manifest, byte[] Content)? page) =>
        page is { } said && WindowEvents.Parser.ParseFrom(said.Content).Windows is [.., var last] ? last.Sequence : 0;
}
