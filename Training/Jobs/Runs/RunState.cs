using System.Collections.Immutable;

namespace Vitrine.Jobs.Runs;

/// <summary>How a run stands: what it does now and the epochs behind it. Immutable; times are since the run began.</summary>
public sealed record RunState
{
    private const int EpochsForPace = 3;

    /// <summary>What is being done; empty before the first phase.</summary>
    public string Phase { get; private init; } = string.Empty;

    /// <summary>How far that is.</summary>
    public Eta Eta { get; private init; } = new(0, TimeSpan.Zero);

    /// <summary>The epochs that have ended, in order.</summary>
    public ImmutableList<EpochMetrics> History { get; private init; } = [];

    /// <summary>Epochs of the whole run; 0 before the first.</summary>
    public int Epochs { get; private init; }

    private int Epoch { get; init; }

    private TimeSpan EpochBegan { get; init; }

    /// <summary>A phase begins.</summary>
    public RunState Begin(string phase, long total, TimeSpan now) =>
        this with
        {
            Phase = phase,
            Eta = new Eta(total, now),
        };

    /// <summary>An epoch begins, and with it a phase.</summary>
    public RunState BeginEpoch(int epoch, int epochs, long total, TimeSpan now) =>
        Begin($"epoch {epoch}/{epochs}", total, now) with
        {
            Epoch = epoch,
            Epochs = epochs,
            EpochBegan = now,
        };

    /// <summary>So many steps of the phase are done.</summary>
    public RunState Advance(long done, TimeSpan now) => this with { Eta = Eta.Advance(done, now) };

    /// <summary>An epoch has ended. Where a run had to restart, it replaces what was there from its number on.</summary>
    public RunState Ended(EpochMetrics epoch, TimeSpan now) =>
        this with
        {
            History = History.RemoveAll(before => before.Epoch >= epoch.Epoch).Add(epoch),
            Epoch = epoch.Epoch + 1,
            EpochBegan = now,
        };

    /// <summary>Time until the last epoch ends: by the last epochs, else by the first one's pace; null while not known.</summary>
    public TimeSpan? RunLeft(TimeSpan now)
    {
        var (elapsed, phase) = (now - EpochBegan, Eta.Left(now));
        var perEpoch = History.IsEmpty
            ? elapsed + phase
            : TimeSpan.FromSeconds(History.TakeLast(EpochsForPace).Average(e => e.Seconds));
        if (Epochs == 0 || perEpoch is not { } whole)
        {
            return null;
        }

        var ofThis = whole > elapsed ? whole - elapsed : TimeSpan.Zero;
        return Epoch > Epochs ? TimeSpan.Zero : ofThis + ((Epochs - Epoch) * whole);
    }
}
