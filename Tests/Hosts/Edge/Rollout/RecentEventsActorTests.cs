using Akka.Actor;
using Akka.TestKit.Xunit;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow.Supervision;
using Vitrine.Hosts.Edge.Rollout;
using Vitrine.Rollout.Device;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Rollout;

public sealed class RecentEventsActorTests : TestKit
{
    [Fact]
    public void The_hub_is_told_what_supervision_did_in_the_words_of_the_log_and_nothing_of_its_own_rollouts()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 11, 0, 0, TimeSpan.Zero));
        var (device, time) = (TestActor, clock);
        var actor = Sys.ActorOf(Props.Create(() => new RecentEventsActor(device, time)));
        actor.Tell(new RolloutHappened("rollout", "the hub answers", false));
        actor.Tell(new WorkerRestarting("detector", TimeSpan.FromSeconds(2), 1, new IOException("no file")));
        actor.Tell(new WorkerRecovered("detector"));

        ExpectMsg<RecentEvents>(cancellationToken: TestContext.Current.CancellationToken);
        var recent = ExpectMsg<RecentEvents>(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [("detector: failed: no file; trying again in 2 s (attempt 1)", true), ("detector: works again", false)],
            recent.Events.Select(happened => (happened.Text, happened.Trouble))
        );
    }
}
