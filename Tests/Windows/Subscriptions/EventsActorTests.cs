using Vitrine.Dataflow;
using Vitrine.Windows;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Subscriptions;

public sealed class EventsActorTests
{
    private const string Secret = "a-secret-that-is-long-enough";
    private static readonly SubscriptionOptions Defaults = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(999)]
    public async Task A_subscriber_gets_every_window_after_its_number_in_order_and_then_the_new_ones(long after)
    {
        await using var served = new ServedFeed(1000);
        var subscriber = served.NewSubscriber();

        subscriber.Say(new Subscribe { After = after });
        await subscriber.Take(upTo: 1000);
        served.Append(3);
        await subscriber.Take(upTo: 1003);

        Assert.Equal(Numbers(after + 1, 1003), subscriber.Sequences);
    }

    [Fact]
    public async Task Whoever_has_everything_is_told_so_at_once()
    {
        await using var served = new ServedFeed(5);
        var subscriber = served.NewSubscriber();

        subscriber.Say(new Subscribe { After = 5 });

        await Soon.True(() => subscriber.Received.OfType<WindowEvents>().Any());
        Assert.Empty(subscriber.Sequences);
    }

    [Fact]
    public async Task A_subscriber_that_does_not_answer_gets_a_few_pages_and_no_more()
    {
        await using var served = new ServedFeed(1000);
        var subscriber = served.NewSubscriber();

        subscriber.Say(new Subscribe());
        await Soon.True(() => subscriber.Sequences.Count == Defaults.MostInFlight);
        await served.Pass(Defaults.ResendAfter / 2);

        Assert.Equal(Numbers(1, Defaults.MostInFlight), subscriber.Sequences);
    }

    [Fact]
    public async Task What_is_not_acknowledged_comes_again_from_the_last_Ack()
    {
        await using var served = new ServedFeed(20);
        var subscriber = served.NewSubscriber();
        subscriber.Say(new Subscribe());
        await Soon.True(() => subscriber.Sequences.Count == 20);

        subscriber.Say(new Ack { Sequence = 15 });
        await served.Pass(Defaults.ResendAfter);

        await Soon.True(() => subscriber.Sequences.Count == 25);
        Assert.Equal([.. Numbers(1, 20), .. Numbers(16, 20)], subscriber.Sequences);
    }

    [Fact]
    public async Task A_silent_subscriber_is_forgotten_and_may_begin_again_where_it_was()
    {
        await using var served = new ServedFeed(100);
        var subscriber = served.NewSubscriber();
        subscriber.Say(new Subscribe());
        await Soon.True(() => subscriber.Sequences.Count > 0);

        await served.Pass(Defaults.ForgetAfter);
        await Soon.True(() => served.Children().Count == 0);
        var before = subscriber.Sequences.Count;
        await served.Pass(Defaults.ForgetAfter);
        Assert.Equal(before, subscriber.Sequences.Count);

        subscriber.Say(new Subscribe { After = 99 });
        await Soon.True(() => subscriber.Sequences.Count == before + 1);
        Assert.Equal(100, subscriber.Sequences[^1]);
    }

    [Fact]
    public async Task Subscribing_again_begins_anew()
    {
        await using var served = new ServedFeed(10);
        var subscriber = served.NewSubscriber();
        subscriber.Say(new Subscribe { After = 8 });
        await subscriber.Take(upTo: 10);

        subscriber.Say(new Subscribe { After = 5 });
        await Soon.True(() => subscriber.Sequences.Count == 7);

        Assert.Equal([9, 10, 6, 7, 8, 9, 10], subscriber.Sequences);
        await Soon.True(() => served.Children().Count == 1);
    }

    [Fact]
    public async Task Whoever_unsubscribes_gets_nothing_more()
    {
        await using var served = new ServedFeed(1);
        var (leaves, stays) = (served.NewSubscriber(), served.NewSubscriber());
        leaves.Say(new Subscribe());
        stays.Say(new Subscribe());
        await leaves.Take(upTo: 1);
        await stays.Take(upTo: 1);

        leaves.Say(new Unsubscribe());
        await Soon.True(() => served.Children().Count == 1);
        served.Append(1);
        await stays.Take(upTo: 2);

        Assert.Equal([1], leaves.Sequences);
    }

    [Fact]
    public async Task One_too_many_is_refused_until_another_leaves()
    {
        await using var served = new ServedFeed(1, Defaults with { MostSubscribers = 2 });
        var subscribers = Enumerable.Range(0, 3).Select(_ => served.NewSubscriber()).ToArray();
        foreach (var subscriber in subscribers)
        {
            subscriber.Say(new Subscribe());
        }

        await Soon.True(() => subscribers.All(s => !s.Received.IsEmpty));
        OneLine.Says(
            Assert.IsType<SubscriptionRefused>(Assert.Single(subscribers[2].Received)).Reason,
            "2 subscribers"
        );

        subscribers[0].Say(new Unsubscribe());
        subscribers[2].Say(new Subscribe());
        await subscribers[2].Take(upTo: 1);
    }

    [Fact]
    public async Task One_connection_does_not_take_all_places()
    {
        await using var served = new ServedFeed(1, Defaults with { MostOfConnection = 2 });
        // All of one process are of one connection.
        var subscribers = Enumerable.Range(0, 3).Select(_ => served.NewSubscriber()).ToArray();
        foreach (var subscriber in subscribers)
        {
            subscriber.Say(new Subscribe());
        }

        await Soon.True(() => subscribers.All(s => !s.Received.IsEmpty));
        OneLine.Says(
            Assert.IsType<SubscriptionRefused>(Assert.Single(subscribers[2].Received)).Reason,
            "2 subscribers are served over this connection"
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("A-secret-that-is-long-enough")]
    [InlineData("a-secret-that-is-long-enough-and-more")]
    public async Task Without_the_right_token_nothing_is_told(string token)
    {
        await using var served = new ServedFeed(1, Defaults with { Token = AccessToken.Parse(Secret) });
        var (wrong, right) = (served.NewSubscriber(), served.NewSubscriber());

        wrong.Say(new Subscribe { Token = token });
        right.Say(new Subscribe { Token = Secret });
        await right.Take(upTo: 1);

        OneLine.Says(Assert.IsType<SubscriptionRefused>(Assert.Single(wrong.Received)).Reason, "token");
    }

    [Fact]
    public async Task Windows_that_cannot_be_read_are_tried_again()
    {
        await using var served = new ServedFeed(WindowFeed.Tail + 10) { IsBroken = true };
        var subscriber = served.NewSubscriber();
        subscriber.Say(new Subscribe());
        await served.Pass(BackOff.UpToAMinute.Longest);
        Assert.Empty(subscriber.Received);

        served.IsBroken = false;
        await served.Pass(BackOff.UpToAMinute.Longest);

        await subscriber.Take(upTo: WindowFeed.Tail + 10);
        Assert.Equal(Numbers(1, WindowFeed.Tail + 10), subscriber.Sequences);
    }

    [Fact]
    public async Task Fifty_subscribers_each_at_their_own_pace_all_get_everything()
    {
        await using var served = new ServedFeed(300, Defaults with { MostOfConnection = 50 });
        var subscribers = Enumerable.Range(0, 50).Select(_ => served.NewSubscriber()).ToArray();
        foreach (var subscriber in subscribers)
        {
            subscriber.Say(new Subscribe());
        }

        await Task.WhenAll(subscribers.Skip(10).Select(s => s.Take(upTo: 300)));

        Assert.All(subscribers.Skip(10), s => Assert.Equal(Numbers(1, 300), s.Sequences));
        Assert.All(subscribers.Take(10), s => Assert.Equal(Numbers(1, Defaults.MostInFlight), s.Sequences));
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
