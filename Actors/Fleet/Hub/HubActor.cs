using Akka.Actor;
using Akka.Remote;
using Google.Protobuf;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// The publisher's side of rollouts. In: <see cref="DeviceState"/> and pulls of devices, and orders of operators from
/// <see cref="OperatorActor"/>. Out: a <see cref="Lease"/> for each state, and status for operators. What happens goes into
/// the history first. It flushes a file, so it needs a thread of its own.
/// </summary>
/// <remarks>Only a peer that has a connection here is answered, over that connection: the hub never dials out.</remarks>
internal sealed class HubActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly string folder;
    private readonly FinishedJobs? jobs;
    private readonly Action<string> say;
    private readonly TimeProvider clock;
    private readonly Connections connections;
    private History history = null!;
    private Publication? release;
    private IActorRef chunks = ActorRefs.Nobody;

    /// <param name="folder">Holds the history, the release that is served, and the public keys whose releases may be started.</param>
    /// <param name="jobs">The models that jobs left; null: it has none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="connections">Who is where; the actor's own, kept when it is restarted.</param>
    /// <param name="say">Takes a line for the operator.</param>
    public HubActor(string folder, FinishedJobs? jobs, TimeProvider clock, Connections connections, Action<string> say)
    {
        (this.folder, this.jobs, this.clock, this.connections, this.say) = (folder, jobs, clock, connections, say);
        Receive<DeviceState>(OnState, _ => connections.Has(Sender));
        Receive<PullChunk>(pull => chunks.Forward(pull), _ => connections.Has(Sender));
        Receive<Look>(_ => Advance());
        Receive<Ordered>(ordered => Answer(() => Obey(ordered.Order)), _ => connections.Has(Sender));
        Receive<DisassociatedEvent>(gone => connections.End(gone.RemoteAddress), gone => gone.IsInbound);
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    private FleetState Fleet => history.Fleet;

    /// <inheritdoc />
    protected override void PreStart()
    {
        history = History.Open(folder, clock);
        Serve(Fleet.Rollout is { IsOffered: true } rollout ? Publication.Reopen(folder, rollout.Release, say) : null);

        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        Timers.StartPeriodicTimer(nameof(Look), Look.Instance, LookEvery);
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        release?.Dispose();
        history?.Dispose();
    }

    private void OnState(DeviceState told)
    {
        if (
            connections.Named(told, Sender) is not { } state
            || !Fleet.Takes(state)
            || !connections.Heard(state.Device, Sender, clock.GetUtcNow())
        )
        {
            return;
        }

        if (history.Hear(state) is { } news)
        {
            say(news.Text);
        }

        Advance();
        Renew(state.Device);
    }

    private void Advance()
    {
        while (Fleet.Due(clock.GetUtcNow()) is { } happened)
        {
            Happen(happened);
        }
    }

    /// <summary>Whom it concerns hears of it at once, and once more in answer to its next report.</summary>
    private void Happen(FleetEvent happened)
    {
        history.Add(happened);
        say(happened.Text);
        foreach (var device in Fleet.Concerned(happened))
        {
            Renew(device);
        }
    }

    private void Renew(string device) => connections.Of(device)?.Tell(Fleet.LeaseFor(device, release?.Envelope));

    private void Start(StartRollout start)
    {
        var id = Release.IdOf(start.Release);
        if (Fleet.Rollout is { Runs: true } running)
        {
            // Asked twice, it is started once.
            if (!running.Release.Equals(id, StringComparison.Ordinal))
            {
                throw new BadInputException(
                    $"{running.Task} {running.Version} is being rolled out; wait for it, or ./vitrine rollout abort"
                );
            }

            return;
        }

        var plan = PlanMessage.Read(start.Plan);
        plan.Check();
        ReleaseAdmission.Check(start.Release, folder, Fleet.Released, clock.GetUtcNow(), text => say($"hub: {text}"));
        var next = Publication.Take(folder, start.Release, start.Model, jobs);
        Serve(next);
        Happen(next.Started(start.Who, plan, clock.GetUtcNow()));
        next.RemoveOthers(folder);
        Advance();
    }

    private void Abort(AbortRollout abort)
    {
        if (Fleet.Rollout is not { End: null or { Kind: FleetEventKind.Finished } } rollout)
        {
            throw new BadInputException("no rollout runs or has finished; there is nothing to abort");
        }

        Happen(
            new FleetEvent(FleetEventKind.Aborted, clock.GetUtcNow(), abort.Who, rollout.Release)
            {
                Why = abort.Reason,
                Revert = abort.Revert,
            }
        );
    }

    /// <returns>How things stand then, or what was asked for.</returns>
    private IMessage Obey(IMessage order)
    {
        switch (order)
        {
            case DraftRelease draft:
                return JobReleases.Draft(jobs ?? throw new BadInputException("the hub has no store"), draft.Job);
            case StartRollout start:
                Start(start);
                break;
            case AbortRollout abort:
                Abort(abort);
                break;
            case OperatorRefused refused:
                throw new BadInputException(refused.Reason);
        }

        return StatusMessage.Of(Fleet, history.Recent, clock.GetUtcNow());
    }

    private void Answer(Func<IMessage> act)
    {
        try
        {
            Sender.Tell(act());
        }
        catch (Exception refused) when (refused is BadInputException or IOException)
        {
            Sender.Tell(new OperatorRefused { Reason = SingleLine.Of(refused.Message) });
            if (refused is IOException)
            {
                // The history may hold half a line: a restarted actor takes that off.
                throw;
            }
        }
    }

    private void Serve(Publication? next)
    {
        release?.Dispose();
        release = next;
        Context.Stop(chunks);
        chunks = Context.ActorOf(Props.Create(() => new ChunkActor(next)).WithDeploy(Deploy.Local));
    }

    // To itself: look whether something is due.
    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }
}
