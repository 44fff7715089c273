namespace Vitrine.Dataflow;

/// <summary>How one worker has fared lately, and what its next failure leads to. Pure.</summary>
/// <param name="FailuresInRow">Failed elements since the last success or restart.</param>
/// <param name="RestartsInRow">Restarts since the last success.</param>
internal readonly record struct WorkerHealth(int FailuresInRow, int RestartsInRow)
{
    /// <summary>After a success nothing is held against it.</summary>
    public static WorkerHealth Good => default;

    /// <summary>Whether it has been restarted and has not succeeded since.</summary>
    public bool OnProbation => RestartsInRow > 0;

    /// <summary>One element failed.</summary>
    public (WorkerHealth Next, Verdict Verdict) Failed(SupervisionOptions options) =>
        !OnProbation && FailuresInRow + 1 < options.RestartAfter
            ? (this with { FailuresInRow = FailuresInRow + 1 }, Verdict.Skip)
            : Broken(options);

    /// <summary>The worker itself is gone: its start failed, or it stopped unasked.</summary>
    public (WorkerHealth Next, Verdict Verdict) Broken(SupervisionOptions options)
    {
        var restarts = RestartsInRow + 1;
        var verdict =
            restarts > options.DegradeAfter
                ? new Verdict(VerdictKind.Degrade, options.RetryAfter)
                : new Verdict(VerdictKind.Restart, BackOff(restarts, options));
        return (new WorkerHealth(0, restarts), verdict);
    }

    private static TimeSpan BackOff(int restarts, SupervisionOptions options)
    {
        var pause = options.MinBackOff * Math.Pow(2, Math.Min(restarts - 1, 30));
        return pause < options.MaxBackOff ? pause : options.MaxBackOff;
    }
}
