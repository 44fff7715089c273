using Vitrine.Dataflow;

namespace Vitrine.Device;

/// <summary>How long two models are compared on the same faces, and how much worse the new one may be.</summary>
public sealed record TrialOptions
{
    /// <summary>In the shadow of the live model.</summary>
    public static TrialOptions Shadow { get; } = new();

    /// <summary>After the swap; it lasts longer.</summary>
    public static TrialOptions Probation { get; } = new() { MinDuration = TimeSpan.FromMinutes(10) };

    /// <summary>Faces that both must have described.</summary>
    [Setting("faces", 10, 100_000, "faces", "Faces that both must have described.")]
    public int Faces { get; init; } = 200;

    /// <summary>How long it lasts at least.</summary>
    [Setting("least", 0, 86_400, "seconds", "How long it lasts at least.")]
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it waits for faces at most.</summary>
    [Setting("most", 1, 604_800, "seconds", "How long it waits for faces at most.")]
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Share of faces, and of the faces of a class on average, that both must call the same or nearly so.</summary>
    [Setting(
        "agreement",
        0,
        1,
        "",
        "Share of faces, and of the faces of a class on average, that both must call the same, neighbouring labels included where they have an order."
    )]
    public double Agreement { get; init; } = 0.6;

    /// <summary>Share of faces, at most, that the new model moves from the one's classes to others.</summary>
    [Setting("drift", 0, 1, "", "Share of faces, at most, that the new model moves from one class to another.")]
    public double Drift { get; init; } = 0.3;

    /// <summary>The new model's median time per face over the other's, at most.</summary>
    [Setting("slowness", 1, 100, "times", "The new model's median time per face over the other's, at most.")]
    public double TimeRatio { get; init; } = 3;

    /// <summary>Share of faces, at most, that the new model may fail on.</summary>
    [Setting("failures", 0, 1, "", "Share of faces, at most, that the new model may fail on.")]
    public double Failures { get; init; } = 0.02;

    /// <summary>Share of one core's time, at most, that the model in the shadow may take.</summary>
    [Setting(
        "share",
        0.001,
        1,
        "of one core",
        "Share of one core's time, at most, that the model in the shadow takes."
    )]
    public double CoreShare { get; init; } = 0.1;
}
