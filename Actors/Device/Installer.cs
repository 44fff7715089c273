using Vitrine.Fleet.Releases;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>
/// Takes a device's models from one state of its journal to the next, and the running graph with them: the journal first,
/// so that a start after any end runs what the journal names. Belongs to one thread.
/// </summary>
/// <param name="facts">The device.</param>
/// <param name="clock">The clock.</param>
/// <param name="metrics">Where it counts.</param>
/// <param name="say">Takes a line for the operator: what it is about, the line, and whether it is trouble.</param>
internal sealed class Installer(
    DeviceFacts facts,
    TimeProvider clock,
    RolloutMetrics metrics,
    Action<string, string, bool> say
)
{
    /// <summary>Where it counts.</summary>
    public RolloutMetrics Metrics => metrics;

    /// <summary>The files of releases.</summary>
    public ModelFiles Files => facts.Store.Files;

    private ModelStore Store => facts.Store;

    private Journal Journal => facts.Store.Journal;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>
    /// The hub offers a release: it is begun, refused, or known already. It takes the place of one that is not live yet: a
    /// device that was away may not have heard that that one was taken back.
    /// </summary>
    public void Offered(SignedStatement offer, long mostBytes)
    {
        facts.Keys.Look(SayOfKeys);
        if (facts.Keys.Fault is not null)
        {
            // It is offered again.
            return;
        }

        facts.Keys.Learn(offer.KeyChanges, SayOfKeys);
        var id = Release.IdOf(offer);
        if (
            Journal.Candidate is { Phase: CandidatePhase.Probation }
            || Is(id, Journal.Candidate?.Release)
            || Is(id, Journal.Last?.Release)
            || Journal.Tasks.Values.Any(m => Is(id, m.Live))
        )
        {
            return;
        }

        try
        {
            var release = ReleaseVerification.Verify(offer, facts.Keys.Current, facts.Terms(Now, mostBytes));
            if (Journal.Candidate is not null)
            {
                Refuse(RefusalReason.Withdrawn, $"the hub offers version {release.Version} in its place");
            }

            Store.Files.Begin(release);
            Store.Commit(Journal.Begin(release));
            say(release.Task, $"pulling version {release.Version} ({release.Bytes} bytes)", false);
        }
        catch (RefusedReleaseException refused)
        {
            metrics.OnRefused(refused.Reason);
            Store.Commit(Journal.Decline(id, refused.Reason, refused.Message, Now));
            say("rollout", $"refused release {id[..12]}: {refused.Message}", true);
        }
    }

    /// <summary>The hub takes a release back.</summary>
    public void Withdrawn(Withdrawal order)
    {
        var text = $"the hub took it back: {SingleLine.Of(order.Reason, SingleLine.OfPeer)}";
        var live = Journal.Tasks.FirstOrDefault(task => Is(order.Release, task.Value.Live)).Key;
        if (live is not null)
        {
            Revert(live, RefusalReason.Withdrawn, text, before: null);
        }
        else if (Is(order.Release, Journal.Candidate?.Release))
        {
            Refuse(RefusalReason.Withdrawn, text);
        }
    }

    /// <summary>A transfer ended.</summary>
    public void Transferred(TransferEnded ended)
    {
        if (!Is(ended.Release.Id, Journal.Candidate?.Release))
        {
            return;
        }

        if ((ended.Fault ?? NotAnyMore(ended.Release)) is { } fault)
        {
            Refuse(fault.Reason, fault.Message);
            return;
        }

        Store.Commit(Journal.Stage());
        say(ended.Release.Task, $"version {ended.Release.Version} is whole and verified on disk", false);
    }

    /// <summary>
    /// Begins the next trial, which it writes into the journal; null: there is none to begin, and where that is for good the
    /// release is refused.
    /// </summary>
    public TrialOrder? BeginTrial(Candidate candidate, Release release)
    {
        var slot = facts.SlotOf(candidate.Task);
        if (slot is null)
        {
            Refuse(RefusalReason.OtherTask, $"this device does not run '{candidate.Task}' any more");
            return null;
        }

        if (candidate.Phase is CandidatePhase.Probation)
        {
            return new TrialOrder(slot, facts.Open(slot.Task, Journal[slot.Task].Previous), release, OtherIsNew: false);
        }

        Store.Commit(Journal.Try());
        say(slot.Task, $"version {release.Version} runs in the shadow of version {slot.Live.Manifest.Version}", false);
        return new TrialOrder(slot, Store.Files.Open(release.Id), release, OtherIsNew: true);
    }

    /// <summary>A trial ended: in the shadow, or on probation.</summary>
    public void Tried(TrialEnded ended)
    {
        if (Journal.Candidate is not { } candidate || !Is(ended.Release.Id, candidate.Release))
        {
            ended.Dispose();
            return;
        }

        var (release, onProbation) = (ended.Release, candidate.Phase is CandidatePhase.Probation);
        if (onProbation && ended.Fault is { } worse)
        {
            Revert(candidate.Task, worse.Reason, worse.Message, ended.Network);
        }
        else if (onProbation)
        {
            Store.Commit(Journal.Settle(Now));
            say(release.Task, $"version {release.Version} stays: {ended.Praise}", false);
        }
        else if (ended.Fault is { } fault)
        {
            Refuse(fault.Reason, fault.Message);
        }
        else
        {
            Store.Commit(Journal.Promote());
            facts.SlotOf(release.Task)!.Swap(Store.Files.Open(release.Id), ended.Network!);
            metrics.OnSwap();
            say(release.Task, $"version {release.Version} is LIVE, on probation: {ended.Praise}", false);
        }
    }

    /// <summary>A transfer may take so long that its release expires, or be resumed where things have changed.</summary>
    private RefusedReleaseException? NotAnyMore(Release release)
    {
        try
        {
            ReleaseVerification.Verify(release.Envelope, facts.Keys.Current, facts.Terms(Now, ReleaseLimits.MostBytes));
            return null;
        }
        catch (RefusedReleaseException refused)
        {
            return refused;
        }
    }

    private void Refuse(RefusalReason reason, string text)
    {
        var candidate = Journal.Candidate!;
        metrics.OnRefused(reason);
        Store.Commit(Journal.Refuse(reason, text, Now));
        say(candidate.Task, $"version {candidate.Version} REFUSED: {text}", true);
    }

    /// <summary>Back to the model before it.</summary>
    /// <param name="task">Whose.</param>
    /// <param name="reason">Why, for counting.</param>
    /// <param name="text">Why, in one line.</param>
    /// <param name="before">That model, loaded; null: it is loaded now.</param>
    private void Revert(string task, RefusalReason reason, string text, FaceNetwork? before)
    {
        var slot = facts.SlotOf(task)!;
        var (version, model) = (slot.Live.Manifest.Version, facts.Open(task, Journal[task].Previous));
        var network = before ?? new FaceNetwork(model);
        Store.Commit(Journal.Revert(task, version, reason, text, Now));
        slot.Swap(model, network);
        metrics.OnRevert();
        say(task, $"version {version} REVERTED to version {model.Manifest.Version}: {text}", true);
    }

    private void SayOfKeys(string text) => say("rollout", text, false);

    private static bool Is(string id, string? other) => id.Equals(other, StringComparison.Ordinal);
}
