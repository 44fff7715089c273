using Akka.Actor;
using Akka.TestKit.Xunit;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Vitrine.Fleet;
using Vitrine.Hosts.Edge;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class RecentEventsActorTests : TestKit
{
    [Fact]
    public void The_hub_is_told_what_supervision_did_in_the_words_of_the_log_and_nothing_of_its_own_rollouts()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 11, 0, 0, TimeSpan.Zero));
        var actor = Sys.ActorOf(Props.Create(() => new RecentEventsActor(clock)));
        // Answered once it has subscribed.
        actor.Tell(new RecentEventsActor.TellTo(TestActor));
        Assert.Empty(Next().Events);
        Sys.EventStream.Publish(new RolloutHappened("rollout", "the hub answers", false));
        Sys.EventStream.Publish(
            new WorkerRestarting("detector", TimeSpan.FromSeconds(2), 1, new IOException("no file"))
        );
        Sys.EventStream.Publish(new WorkerRecovered("detector"));

        Assert.Equal(
            [("detector: failed: no file; trying again in 2 s (attempt 1)", true), ("detector: works again", false)],
            Next().Events.Select(happened => (happened.Text, happened.Trouble))
        );
    }

    [Fact]
    public void What_happened_before_the_hub_was_dialled_is_told_and_a_flood_is_told_once_a_second()
    {
        var actor = Sys.ActorOf(Props.Create(() => new RecentEventsActor(TimeProvider.System)));
        for (long picture = 0; picture < 10_000; picture++)
        {
            actor.Tell(new ElementSkipped("detector", picture, new InvalidDataException("no picture")));
        }

        actor.Tell(new RecentEventsActor.TellTo(TestActor));

        Assert.Contains("picture 9999", Assert.Single(Next().Events).Text, StringComparison.Ordinal);
        Assert.Contains("picture 9999", Assert.Single(Next().Events).Text, StringComparison.Ordinal);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
    }

    private RecentEvents Next() =>
        ExpectMsg<RecentEvents>(Soon.Deadline, cancellationToken: TestContext.Current.CancellationToken);
}
