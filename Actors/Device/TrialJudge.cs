using System.Globalization;

namespace Vitrine.Device;

/// <summary>
/// Decides whether a new model is good enough, as soon as that can be known: what is plainly worse is known after few faces,
/// what is good after the whole trial. Pure.
/// </summary>
public static class TrialJudge
{
    /// <summary>Faces before which nothing is decided.</summary>
    public const int Fewest = 10;

    /// <summary>Failures that are told though there were fewer faces: each may have taken seconds.</summary>
    public const int FewestFailed = 3;

    /// <summary>Standard deviations: one verdict in 200 that is early is wrong.</summary>
    private const double Certainty = 2.58;

    /// <summary>Judges.</summary>
    /// <param name="comparison">What both made of the faces.</param>
    /// <param name="elapsed">Since the trial began.</param>
    /// <param name="options">How much worse it may be.</param>
    /// <returns>Null: it goes on. Else whether it passed, and a line that says why not, or how well.</returns>
    public static TrialVerdict? Judge(Comparison comparison, TimeSpan elapsed, TrialOptions options)
    {
        var whole = comparison.Faces >= options.Faces && elapsed >= options.MinDuration;
        if (Fault(comparison, options, whole) is { } fault)
        {
            return new TrialVerdict(Passed: false, fault);
        }

        return whole ? new TrialVerdict(Passed: true, Sum(comparison))
            : elapsed >= options.MaxDuration
                ? new TrialVerdict(
                    Passed: false,
                    Invariant(
                        $"only {comparison.Faces} of {options.Faces} faces came in {options.MaxDuration.TotalHours:0.#} h"
                    ),
                    TooFew: true
                )
            : null;
    }

    /// <summary>How far a trial is that goes on, in a line.</summary>
    public static string Progress(Comparison comparison, TimeSpan elapsed, TrialOptions options)
    {
        var faces = Invariant($"{comparison.Faces} of {options.Faces} faces");
        var time =
            elapsed < options.MinDuration
                ? Invariant($", {elapsed.TotalSeconds:0} of at least {options.MinDuration.TotalSeconds:0} s")
                : "";
        var agreement = comparison.Faces > 0 ? Invariant($", agreement {comparison.Agreement:P0}") : "";
        return faces + time + agreement;
    }

    private static string? Fault(Comparison c, TrialOptions o, bool whole)
    {
        if ((c.Given >= Fewest || c.Failed >= FewestFailed) && Surely(c.Failures, c.Given, whole) > o.Failures)
        {
            return Invariant(
                $"after {c.Given} faces: it failed on {c.Failures:P0} of them; allowed are {o.Failures:P0}"
            );
        }

        return c.Faces >= Fewest && Difference(c, o, whole) is { } difference
            ? Invariant($"after {c.Faces} faces: {difference}")
            : null;
    }

    private static string? Difference(Comparison c, TrialOptions o, bool whole)
    {
        if (SurelyAtMost(c.Agreement, c.Faces, whole) < o.Agreement)
        {
            return Invariant($"it agrees with the other model on {c.Agreement:P0}; needed are {o.Agreement:P0}");
        }

        if (whole && c.ClassAgreement < o.Agreement)
        {
            return Invariant(
                $"it agrees with the other model on {c.ClassAgreement:P0} of a class on average; needed are {o.Agreement:P0}"
            );
        }

        if (
            c.Lately is { Count: RecentAgreement.Most } lately
            && SurelyAtMost(lately.Share, lately.Count, whole: false) < o.Agreement
        )
        {
            return Invariant(
                $"it agrees with the other model on {lately.Share:P0} of the last {lately.Count}; needed are {o.Agreement:P0}"
            );
        }

        if (Surely(c.Drift, c.Faces, whole) > o.Drift)
        {
            return Invariant($"it moves {c.Drift:P0} of them to other classes; allowed are {o.Drift:P0}");
        }

        // Times say little after few faces; what takes twice the allowed time is refused all the same.
        return c.TimeRatio > (whole ? 1 : 2) * o.TimeRatio
            ? Invariant(
                $"it takes {c.NewTimes.Median.TotalMilliseconds:0.0} ms, {c.TimeRatio:0.0} times the other's; allowed are {o.TimeRatio:0.#} times"
            )
            : null;
    }

    /// <summary>
    /// What a share is at least, given that it was seen in so many cases: the lower end of Wilson's interval. Once the trial
    /// is whole, the share itself counts.
    /// </summary>
    private static double Surely(double share, int cases, bool whole)
    {
        if (whole)
        {
            return share;
        }

        var squared = Certainty * Certainty / cases;
        var middle = share + (squared / 2);
        var width = Certainty * Math.Sqrt((share * (1 - share) / cases) + (squared / cases / 4));
        return (middle - width) / (1 + squared);
    }

    private static double SurelyAtMost(double share, int cases, bool whole) => 1 - Surely(1 - share, cases, whole);

    private static string Sum(Comparison c) =>
        Invariant(
            $"{c.Faces} faces: agreement {c.Agreement:P0}, drift {c.Drift:P0}, failures {c.Failures:P1}, {c.TimeRatio:0.0} times the other's time"
        );

    private static string Invariant(FormattableString text) => text.ToString(Percent);

    /// <summary>"60%", not "60 %".</summary>
    private static readonly NumberFormatInfo Percent = new() { PercentPositivePattern = 1 };
}
