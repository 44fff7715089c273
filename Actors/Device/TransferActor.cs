using Akka.Actor;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>
/// Pulls one release to disk. In: chunks, and <see cref="AskAgain"/>. Out, to its parent, which knows the hub: pulls, how far it is, and its end. It
/// writes to disk as it goes, so it belongs on a thread of its own.
/// </summary>
internal sealed class TransferActor : ReceiveActor, IWithTimers
{
    private readonly Release release;
    private readonly ModelFiles files;
    private readonly TransferOptions options;
    private readonly TimeProvider clock;
    private readonly RolloutMetrics metrics;
    private readonly long begun;
    private TransferState state = null!;

    public TransferActor(
        Release release,
        ModelFiles files,
        TransferOptions options,
        TimeProvider clock,
        RolloutMetrics metrics
    )
    {
        (this.release, this.files, this.options, this.clock, this.metrics) = (release, files, options, clock, metrics);
        begun = clock.GetTimestamp();
        Receive<Due>(_ => Pull());
        Receive<AskAgain>(_ => Pull(), _ => state.Asked);
        Receive<Chunk>(OnChunk);
        Receive<PullRefused>(OnRefused);
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    private TimeSpan Now => clock.GetElapsedTime(begun);

    protected override void PreStart()
    {
        var (verified, lost) = files.Resume(release);
        state = TransferState.Begin(release, verified, lost, options, Now);
        metrics.OnReceived(0, lost);
        Go();
    }

    /// <summary>Asks for the next chunk as soon as the rate limit lets it, or ends.</summary>
    private void Go()
    {
        if (state.Complete)
        {
            Finish(() => files.Stage(release), new TransferEnded(release, Fault: null));
            return;
        }

        Timers.StartSingleTimer(nameof(Due), Due.Instance, state.Wait(Now));
    }

    private void Pull()
    {
        (state, var pull) = state.Ask(Now);
        Context.Parent.Tell(pull);
        // No answer: asked again.
        Timers.StartSingleTimer(nameof(Due), Due.Instance, options.AnswerWithin);
    }

    private void OnChunk(Chunk chunk) =>
        Finish(
            () =>
            {
                var (before, damaged) = (state, state.Damaged);
                (state, var keep) = state.Take(chunk);
                metrics.OnReceived(chunk.Data.Length, state.Resent - before.Resent);
                if (keep)
                {
                    files.Keep(release, before.Offset, chunk.Data.Span);
                    Context.Parent.Tell(new CandidateProgress(release, state.Offset, state.Resent));
                }
                else if (state.Damaged > damaged)
                {
                    metrics.OnRefused(RefusalReason.DamagedChunk);
                }

                if (keep || !state.Asked)
                {
                    Go();
                }
            },
            success: null
        );

    /// <summary>The hub may know the release again later: the timer asks again.</summary>
    private void OnRefused(PullRefused refused) =>
        Context.Parent.Tell(new CandidateProgress(release, state.Offset, state.Resent, refused.Reason));

    private void Finish(Action act, TransferEnded? success)
    {
        try
        {
            act();
        }
        catch (RefusedReleaseException refused)
        {
            success = new TransferEnded(release, refused);
        }

        if (success is not null)
        {
            Context.Parent.Tell(success);
            Context.Stop(Self);
        }
    }

    /// <summary>To itself: it is time to ask.</summary>
    private sealed record Due : INoSerializationVerificationNeeded
    {
        public static readonly Due Instance = new();
    }
}

#pragma warning disable MA0048 // What a transfer and its parent say to each other belongs to it.
/// <summary>From the parent: what was asked for last may be lost.</summary>
internal sealed record AskAgain : INoSerializationVerificationNeeded
{
    public static readonly AskAgain Instance = new();
}

/// <summary>To the parent: the release is staged, or refused.</summary>
internal sealed record TransferEnded(Release Release, RefusedReleaseException? Fault)
    : INoSerializationVerificationNeeded;
#pragma warning restore MA0048
