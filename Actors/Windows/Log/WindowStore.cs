using Microsoft.Data.Sqlite;
using Vitrine.Dataflow;
using Vitrine.Windows.Held;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>Where windows are stored: the database in the data folder, and the newest number beside it.</summary>
/// <param name="folder">The folder, whether taken yet or not.</param>
/// <param name="clock">Tells the date.</param>
public sealed class WindowStore(DataFolder folder, TimeProvider clock)
{
    private string? setAside;

    /// <summary>The folder.</summary>
    public DataFolder Folder => folder;

    /// <summary>The database.</summary>
    public WindowDatabase Database { get; } = new(folder.Database);

    /// <summary>The newest number.</summary>
    public NewestNumber Newest { get; } = new(folder.NewestNumber, clock);

    /// <summary>Is told when stored windows cannot be read.</summary>
    internal Action<Exception>? Doubt { get; set; }

    /// <summary>
    /// Takes the folder and opens the database; sets a damaged one aside and begins a new one, whose numbers are above all former
    /// ones. It blocks.
    /// </summary>
    /// <param name="least">A number that is in use, whatever the disk says.</param>
    /// <param name="check">Whether to look for damage on every page.</param>
    internal Opened Open(long least, bool check)
    {
        folder.Take();
        var remembered = Newest.Read();
        (long Newest, long Last) numbers;
        try
        {
            numbers = Database.Open(Math.Max(least, remembered), check);
        }
        catch (Exception damage) when (WindowDatabase.IsDamage(damage))
        {
            setAside = Database.SetAside(clock.GetUtcNow());
            numbers = Database.Open(Math.Max(least, remembered), check: false);
        }

        Newest.Write(numbers.Newest);
        var (held, heldSetAside) = ReadHeld(numbers.Newest);
        List<NodeEvent> news =
        [
            .. setAside is null ? [] : (NodeEvent[])[new DatabaseSetAside(setAside, numbers.Newest)],
            .. heldSetAside is null ? [] : (NodeEvent[])[new HeldBackSetAside(heldSetAside)],
        ];
        setAside = null;
        return new Opened(numbers.Newest, numbers.Last, held, news);
    }

    /// <summary>Looks which of the oldest windows may go. It blocks.</summary>
    internal OldestLookedAt LookAtOldest(long newest, WindowLogOptions options) =>
        new(Retention.Expired(Database.Read(0, Retention.Look), newest, clock.GetUtcNow(), options));

    /// <summary>Makes last what is held back before a window is stored and after, where it is not the same.</summary>
    internal void WriteHeld(WindowToStore next)
    {
        if (!next.Before.ToJson().Equals(next.After.ToJson(), StringComparison.Ordinal))
        {
            HeldFile.Write(next.Window.Sequence, next.Before, next.After);
        }
    }

    private HeldBackFile HeldFile => new(new FolderDisk(folder.Path));

    private (HeldBack Held, string? SetAside) ReadHeld(long newest)
    {
        try
        {
            return (HeldFile.Read(newest), null);
        }
        catch (InvalidDataException)
        {
            return (HeldBack.None, HeldFile.SetAside(clock.GetUtcNow()));
        }
    }

    /// <summary>Reads stored windows with a number above <paramref name="after"/>, oldest first.</summary>
    /// <param name="after">A window's number; 0: from the first on.</param>
    /// <param name="most">Windows to read at the most.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="IOException">They cannot be read now.</exception>
    public Task<IReadOnlyList<AggregateWindow>> ReadAsync(long after, int most, CancellationToken stop) =>
        Task.Run(() => Read(after, most), stop);

    private IReadOnlyList<AggregateWindow> Read(long after, int most)
    {
        try
        {
            return Database.Read(after, most);
        }
        catch (SqliteException unreadable)
        {
            Doubt?.Invoke(unreadable);
            throw new IOException($"stored windows cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
