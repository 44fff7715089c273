namespace Vitrine.Windows.Subscriptions;

/// <summary>What one subscriber has, and what is on its way to it, by sequence number. Pure.</summary>
/// <param name="Has">It has acknowledged everything up to this one; 0: nothing.</param>
/// <param name="Sent">It has been sent everything up to this one.</param>
internal readonly record struct Cursor(long Has, long Sent)
{
    /// <summary>A subscriber that has everything up to a sequence number, with nothing on its way.</summary>
    public static Cursor After(long sequence) => new(Math.Max(0, sequence), Math.Max(0, sequence));

    /// <summary>Whether something is on its way.</summary>
    public bool IsInFlight => Sent > Has;

    /// <summary>How many more numbers may be sent; 0: none until an Ack.</summary>
    /// <param name="most">Numbers on their way at the same time, at the most.</param>
    public int Room(int most) => (int)Math.Max(0, most - (Sent - Has));

    /// <summary>Everything up to a sequence number is on its way now.</summary>
    public Cursor Send(long last) => this with { Sent = last };

    /// <summary>The subscriber says what it has. What it was never sent it cannot have; what it had before is no news.</summary>
    public Cursor Acknowledge(long sequence) =>
        sequence > Has && sequence <= Sent ? this with { Has = sequence } : this;

    /// <summary>What is on its way seems lost: it is to be sent again.</summary>
    public Cursor Again() => After(Has);
}
