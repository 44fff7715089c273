namespace Vitrine.Dataflow;

/// <summary>The recent failures of one worker, and what its next one leads to. Pure.</summary>
/// <param name="FailuresInRow">Failed elements since the last success or restart.</param>
/// <param name="RestartsInRow">Restarts since the last success.</param>
internal readonly record struct WorkerHealth(int FailuresInRow, int RestartsInRow)
{
    /// <summary>No failure since the last success.</summary>
    public static WorkerHealth Good => default;

    /// <summary>Whether it has been restarted and has not succeeded since.</summary>
    public bool OnProbation => RestartsInRow > 0;

    /// <summary>One element failed.</summary>
    public (WorkerHealth Next, Verdict Verdict) Failed(SupervisionOptions options) =>
        !OnProbation && FailuresInRow + 1 < options.RestartAfter
            ? (this with { FailuresInRow = FailuresInRow + 1 }, Verdict.Skip)
            : Broken(options);

    /// <summary>The worker itself failed: at its start, or by stopping unasked.</summary>
    public (WorkerHealth Next, Verdict Verdict) Broken(SupervisionOptions options)
    {
        var restarts = RestartsInRow + 1;
        var verdict =
            restarts > options.DegradeAfter
                ? new Verdict(VerdictKind.Degrade, options.RetryAfter)
                : new Verdict(VerdictKind.Restart, new BackOff(options.MinBackOff, options.MaxBackOff, restarts).Pause);
        return (new WorkerHealth(0, restarts), verdict);
    }
}

#pragma warning disable MA0048 // What a failure leads to is the other half of the rule.
/// <summary>What a failure leads to.</summary>
/// <param name="Kind">Skip, restart or degrade.</param>
/// <param name="Pause">How long until the worker is restarted; zero for a skip.</param>
internal readonly record struct Verdict(VerdictKind Kind, TimeSpan Pause)
{
    public static readonly Verdict Skip = new(VerdictKind.Skip, TimeSpan.Zero);
}

/// <summary>The three things that a failure can lead to.</summary>
internal enum VerdictKind
{
    /// <summary>Only the element is lost.</summary>
    Skip,

    /// <summary>The worker is restarted after a pause; the elements wait.</summary>
    Restart,

    /// <summary>The worker pauses for long; without another one, the stage skips its elements until the retry.</summary>
    Degrade,
}
#pragma warning restore MA0048
