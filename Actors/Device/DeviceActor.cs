using Akka.Actor;
using Vitrine.Fleet;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>
/// A device's side of rollouts: dials the hub, holds a lease, and takes one release at a time through transfer, shadow,
/// swap and probation. What it is at stands in the store's journal, so that it goes on there after any end. In: leases and
/// chunks from the hub, pulls and ends from its children, <see cref="RecentEvents"/>. Out: <see cref="DeviceState"/> and pulls,
/// <see cref="RolloutHappened"/> to the log. It flushes files and loads models, so it needs a thread of its own.
/// </summary>
public sealed class DeviceActor : ReceiveActor, IWithTimers
{
    /// <summary>The actor's name.</summary>
    public const string Name = "rollout";

    private readonly DeviceFacts facts;
    private readonly RolloutOptions options;
    private readonly IHubLink hub;
    private readonly TimeProvider clock;
    private readonly Installer installer;
    private LeaseKeeper keeper = null!;
    private IActorRef worker = ActorRefs.Nobody;
    private CandidateProgress? progress;
    private RecentEvents events = RecentEvents.None;

    /// <param name="facts">The device.</param>
    /// <param name="options">How it takes releases.</param>
    /// <param name="hub">Whom it dials.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="metrics">Where it counts.</param>
    public DeviceActor(
        DeviceFacts facts,
        RolloutOptions options,
        IHubLink hub,
        TimeProvider clock,
        RolloutMetrics metrics
    )
    {
        (this.facts, this.options, this.hub, this.clock) = (facts, options, hub, clock);
        installer = new Installer(facts, clock, metrics, Say);
        Receive<Lease>(lease => OnDisk(() => OnLease(lease)));
        Receive<DialDue>(_ => OnDial());
        Receive<LinkRenewed>(_ => OnRenewed());
        Receive<LinkFailed>(failed => keeper.Failed(failed.Why));
        Receive<LeaseOver>(_ => keeper.Over());
        Receive<ResumeDue>(_ => OnDisk(Continue), _ => worker.IsNobody());
        Receive<PullChunk>(hub.Send);
        Receive<Chunk>(Forward);
        Receive<PullRefused>(Forward);
        Receive<CandidateProgress>(advanced => progress = advanced, _ => Sender.Equals(worker));
        Receive<RecentEvents>(happened => events = happened);
        Receive<TransferEnded>(ended => OnDisk(() => Step(() => installer.Transferred(ended))));
        Receive<TrialEnded>(ended => OnDisk(() => Step(() => installer.Tried(ended))));
        Receive<Terminated>(_ => OnGone());
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    private ModelStore Store => facts.Store;

    /// <inheritdoc />
    protected override void PreStart()
    {
        foreach (var note in Store.Notes.Concat(facts.Keys.Notes))
        {
            Say("rollout", note, isTrouble: true);
        }

        keeper = new LeaseKeeper(hub, Timers, (text, isTrouble) => Say("rollout", text, isTrouble));
        hub.Attach(Self);
        Self.Tell(ResumeDue.Instance);
        Self.Tell(DialDue.Instance);
    }

    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(
            maxNrOfRetries: 0,
            withinTimeMilliseconds: -1,
            crash =>
            {
                SayRetry(crash.GetBaseException());
                return Directive.Stop;
            },
            loggingEnabled: false
        );

    /// <inheritdoc />
    protected override void PostStop() => hub.Attach(ActorRefs.Nobody);

    private void OnDial()
    {
        hub.Send(DeviceReport.Of(facts, progress, events, clock.GetUtcNow()));
        keeper.Dialled();
    }

    private void OnRenewed()
    {
        OnDial();
        Forward(AskAgain.Instance);
    }

    private void OnLease(Lease lease)
    {
        keeper.Renew(lease.Seconds);
        if (lease.Offer is { } offer)
        {
            Step(() => installer.Offered(offer, options.Transfer.MostBytes));
        }
        else if (lease.Withdraw is { } withdrawal)
        {
            Step(() => installer.Withdrawn(withdrawal));
        }
    }

    /// <summary>One step of the installation: where it changed something, whatever is under way ends, and the next begins.</summary>
    private void Step(Action act)
    {
        var before = Store.Journal;
        act();
        if (Store.Journal == before)
        {
            return;
        }

        // By its name: one that has ended by itself is no child any more, but its end may still wait to be told.
        Context.Unwatch(worker);
        Context.Stop(worker);
        (worker, progress) = (ActorRefs.Nobody, null);
        Continue();
        Self.Tell(DialDue.Instance);
    }

    /// <summary>Starts what the candidate needs next.</summary>
    private void Continue()
    {
        Timers.Cancel(nameof(ResumeDue));
        if (
            Store.Journal.Candidate is { } candidate
            && CandidateWork.Of(candidate, installer, options, clock) is { } work
        )
        {
            worker = Context.Watch(Context.ActorOf(work.WithDispatcher(Context.Props.Dispatcher)));
        }
    }

    private void Forward(object message) => worker.Forward(message);

    /// <summary>It failed.</summary>
    private void OnGone()
    {
        (worker, progress) = (ActorRefs.Nobody, null);
        RetryLater();
    }

    private void OnDisk(Action act)
    {
        try
        {
            act();
        }
        catch (Exception refused)
            when (refused
                    is IOException
                        or UnauthorizedAccessException
                        or RefusedReleaseException
                        or InvalidModelException
            )
        {
            SayRetry(refused);
            RetryLater();
        }
    }

    private void RetryLater() => Timers.StartSingleTimer(nameof(ResumeDue), ResumeDue.Instance, options.RetryAfter);

    private void SayRetry(Exception cause) =>
        Say("rollout", $"{SingleLine.Of(cause.Message)}; trying again in {options.RetryAfter.TotalSeconds} s", true);

    private void Say(string node, string text, bool isTrouble) =>
        Context.System.EventStream.Publish(new RolloutHappened(node, text, isTrouble));

    /// <summary>To itself: go on with the candidate.</summary>
    private sealed record ResumeDue : INoSerializationVerificationNeeded
    {
        public static readonly ResumeDue Instance = new();
    }
}
