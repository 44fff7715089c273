namespace Vitrine.Device;

/// <summary>How long two models are compared on the same faces, and how much worse the new one may be.</summary>
public sealed record TrialOptions
{
    /// <summary>In the shadow: one minute at least, a day at most.</summary>
    public static TrialOptions Shadow { get; } = new();

    /// <summary>After the swap: ten minutes at least.</summary>
    public static TrialOptions Probation { get; } = new() { Least = TimeSpan.FromMinutes(10) };

    /// <summary>Faces that both must have described. 10 to 100,000, default 200.</summary>
    public int Faces { get; init; } = 200;

    /// <summary>How long it lasts at least. 0 to 86,400 s, default 60 s.</summary>
    public TimeSpan Least { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it waits for faces at most. 1 to 604,800 s, default a day.</summary>
    public TimeSpan Most { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Share of faces, and of the faces of a class on average, that both must call the same, neighbouring age groups
    /// included. 0 to 1, default 0.6.
    /// </summary>
    public double Agreement { get; init; } = 0.6;

    /// <summary>Share of faces, at most, that the new model moves from the one's classes to others. 0 to 1, default 0.3.</summary>
    public double Drift { get; init; } = 0.3;

    /// <summary>The new model's median time per face over the other's, at most. 1 to 100, default 3.</summary>
    public double Slowness { get; init; } = 3;

    /// <summary>Share of faces, at most, that the new model may fail on. 0 to 1, default 0.02.</summary>
    public double Failures { get; init; } = 0.02;

    /// <summary>Share of one core's time, at most, that the model in the shadow may take. 0.001 to 1, default 0.1.</summary>
    public double Share { get; init; } = 0.1;
}
