using Google.Protobuf.WellKnownTypes;
using Vitrine.Fleet;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>Puts into a message how a device is. Pure.</summary>
internal static class DeviceReport
{
    private const int LongestReason = 1000;

    /// <summary>The device as it is now.</summary>
    /// <param name="facts">The device.</param>
    /// <param name="progress">How far it is with its candidate; null: it has not begun.</param>
    /// <param name="events">What its supervision did.</param>
    /// <param name="now">The time.</param>
    public static DeviceState Of(
        DeviceFacts facts,
        CandidateProgress? progress,
        RecentEvents events,
        DateTimeOffset now
    )
    {
        var journal = facts.Store.Journal;
        var state = new DeviceState
        {
            Device = facts.Name,
            Engine = facts.Engine.ToString(3),
            Models = { facts.Slots.Select(slot => Live(facts, slot)) },
            Events = { events.Events },
        };
        if (journal.Candidate is { } candidate)
        {
            state.Progress = new Progress
            {
                Release = candidate.Release,
                Task = candidate.Task,
                Version = candidate.Version,
                Phase = PhaseOf(candidate.Phase),
                Reason = Short(progress?.Text ?? string.Empty),
                ReceivedBytes = progress?.Received ?? 0,
                ResentBytes = progress?.Resent ?? 0,
                Since = Timestamp.FromDateTimeOffset(now),
            };
        }
        else if (journal.Last is { } last)
        {
            state.Progress = Ended(last);
        }

        return state;
    }

    private static LiveModel Live(DeviceFacts facts, ModelSlot slot) =>
        new()
        {
            Task = slot.Task,
            Version = slot.Live.Manifest.Version,
            Sha256 = slot.Live.Manifest.Sha256.ToLowerInvariant(),
            Highest = facts.HighestOf(slot),
            Release = facts.Store.Journal[slot.Task].Live ?? string.Empty,
        };

    private static Progress Ended(Outcome last) =>
        new()
        {
            Release = last.Release,
            Task = last.Task,
            Version = last.Version,
            Phase = last.Kind switch
            {
                OutcomeKind.Live => RolloutPhase.Live,
                OutcomeKind.Refused => RolloutPhase.Refused,
                _ => RolloutPhase.Reverted,
            },
            Reason = Short(last.Reason is { } reason ? $"{reason}: {last.Text}" : last.Text),
            Since = Timestamp.FromDateTimeOffset(last.At),
        };

    private static string Short(string text) => text[..Math.Min(text.Length, LongestReason)];

    private static RolloutPhase PhaseOf(CandidatePhase phase) =>
        phase switch
        {
            CandidatePhase.Transferring => RolloutPhase.Transferring,
            CandidatePhase.Staged => RolloutPhase.Staged,
            CandidatePhase.Shadowing => RolloutPhase.Shadowing,
            _ => RolloutPhase.Probation,
        };
}
