using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>What follows from a message: events to remember, and then an answer.</summary>
/// <param name="Events">In order; empty: nothing changes.</param>
/// <param name="Answer">Sent to the sender once the events are remembered; null: nothing.</param>
public sealed record Decision(IReadOnlyList<IMessage> Events, IMessage? Answer = null)
{
    /// <summary>Nothing changes and nobody is answered.</summary>
    public static Decision None { get; } = new([]);

    /// <summary>Why a message was dropped, in one line; null: none was.</summary>
    public string? Dropped { get; private init; }

    /// <summary>Nothing changes and nobody is answered: the message is none that may be sent.</summary>
    /// <param name="why">One line, for the log.</param>
    public static Decision Drop(string why) => new([]) { Dropped = why };

    /// <summary>Nothing changes.</summary>
    public static Decision Say(IMessage answer) => new([], answer);

    /// <summary>The same answer to one that only wanted to know whether a job could be queued; nothing changes.</summary>
    public Decision Checked() =>
        Events.Count > 0 && Answer is JobSubmitted submitted
            ? Say(new JobSubmitted { Note = submitted.Note })
            : this with
            {
                Events = [],
            };

    /// <summary>What was asked cannot be done.</summary>
    /// <param name="reason">One line: what was wrong, and what to do.</param>
    public static Decision Refuse(string reason) => Say(new RequestRefused { Reason = reason });
}
