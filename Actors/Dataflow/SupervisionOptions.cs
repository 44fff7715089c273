namespace Vitrine.Dataflow;

/// <summary>When the element is skipped, the worker restarted, or the worker degraded.</summary>
public sealed record SupervisionOptions
{
    /// <summary>Failures in a row after which a worker is restarted; before that only the element is skipped. Default 3, at least 1.</summary>
    public int RestartAfter { get; init; } = 3;

    /// <summary>Pause before the first restart; doubled for each further one in a row. Default 200 ms.</summary>
    public TimeSpan MinBackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause before a restart. Default 10 s.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Restarts in a row, without a success in between, after which the worker is degraded. 0 or more, default 4; null: never, it is restarted for ever.</summary>
    public int? DegradeAfter { get; init; } = 4;

    /// <summary>How long a degraded worker pauses before the next retry. Default 30 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a camera: any failure reconnects, for ever.</summary>
    public static SupervisionOptions ReconnectForEver { get; } = new() { RestartAfter = 1, DegradeAfter = null };
}
