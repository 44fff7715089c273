namespace Vitrine.Dataflow;

/// <summary>When the element is skipped, the worker restarted, or the worker degraded.</summary>
public sealed record SupervisionOptions
{
    /// <summary>Failures in a row after which a worker is restarted; until then only the element is skipped.</summary>
    [Setting(
        "restart-after",
        1,
        1000,
        "failures in a row",
        "After how many failures a worker of a stage is restarted; until then only the picture is skipped."
    )]
    public int RestartAfter { get; init; } = 3;

    /// <summary>Pause before the first restart; doubled for each further one in a row.</summary>
    [Setting(
        "min-back-off",
        0.01,
        60,
        "seconds",
        "Pause before the first restart, doubled for each further one in a row."
    )]
    public TimeSpan MinBackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause before a restart.</summary>
    [Setting("max-back-off", 0.01, 3600, "seconds", "The longest such pause.")]
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Restarts in a row, without one success between, after which the worker is degraded; null: never.</summary>
    [Setting(
        "degrade-after",
        1,
        1000,
        "restarts in a row",
        "After how many restarts the pipeline goes on without the worker. A source is retried for ever."
    )]
    public int? DegradeAfter { get; init; } = 4;

    /// <summary>How long a degraded worker rests before it is tried again.</summary>
    [Setting("retry-after", 0.1, 86_400, "seconds", "How long it goes on so before it tries the worker again.")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a camera: any failure reconnects, for ever.</summary>
    public static SupervisionOptions ReconnectForEver { get; } = new() { RestartAfter = 1, DegradeAfter = null };
}
