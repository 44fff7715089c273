using Akka.Actor;
using Akka.Persistence;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// Stores windows, one after the other: the persistent half of the storage. When it fails, a new one is made by
/// <see cref="StorageActor"/>. In: <see cref="AggregateWindow"/>, <see cref="DeleteUpTo"/>. Out, to its parent:
/// <see cref="Recovered"/>, <see cref="Written"/>, <see cref="JournalFailed"/>. It remembers nothing but the newest number, which
/// the journal tells, so there is nothing to replay and no snapshot to take.
/// </summary>
internal sealed class JournalActor : ReceivePersistentActor
{
    private readonly NewestNumber newest;

    /// <param name="newest">Where the newest number is kept beside the database.</param>
    public JournalActor(NewestNumber newest)
    {
        this.newest = newest;
        Recover<RecoveryCompleted>(_ => Context.Parent.Tell(new Recovered(LastSequenceNr)));
        Command<AggregateWindow>(Store);
        Command<DeleteUpTo>(delete => DeleteMessages(delete.Sequence));
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(failed => Fail(failed.Cause));
    }

    /// <inheritdoc />
    public override string PersistenceId => WindowDatabase.PersistenceId;

    /// <inheritdoc />
    public override Recovery Recovery { get; } = new(SnapshotSelectionCriteria.None, toSequenceNr: 0);

    /// <inheritdoc />
    protected override void OnRecoveryFailure(Exception reason, object? message = null) => Fail(reason);

    /// <inheritdoc />
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Fail(cause);

    /// <inheritdoc />
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => Fail(cause);

    private void Store(AggregateWindow window)
    {
        if (window.Sequence != LastSequenceNr + 1)
        {
            throw new InvalidOperationException($"Window {window.Sequence} would be stored after {LastSequenceNr}.");
        }

        Persist(window, Remember);
    }

    /// <summary>A window counts as stored, and may be seen, once its number is remembered too.</summary>
    private void Remember(AggregateWindow window) =>
        _ = Task.Run(() => newest.Write(window.Sequence))
            .PipeTo(Context.Parent, Self, () => new Written(window.Sequence), cause => new JournalFailed(cause));

    private static void Fail(Exception cause) => Context.Parent.Tell(new JournalFailed(cause));
}
