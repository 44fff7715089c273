using Vitrine.Jobs;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>An event of a job in one line.</summary>
internal static class EventText
{
    /// <summary>Its number, its time on this machine's clock, and what it was.</summary>
    public static string Of(JobEvent happened) =>
        Invariant(
            $"{happened.Number, 4}  {happened.Time.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm:ss}  {What(happened)}"
        );

    /// <summary>What it was.</summary>
    public static string What(JobEvent happened) =>
        happened.WhatCase switch
        {
            JobEvent.WhatOneofCase.State => Change(happened.State, happened.Attempt),
            JobEvent.WhatOneofCase.Epoch => Epoch(happened.Epoch),
            _ => happened.Line,
        };

    private static string Change(StateChange change, long attempt) =>
        change.To is JobState.Preparing
            ? Invariant($"{change.To.Name}: {change.Cause}, attempt {attempt}")
            : $"{change.To.Name}: {change.Cause}";

    private static string Epoch(EpochResult epoch) =>
        Invariant(
            $"epoch {epoch.Epoch}: loss {epoch.TrainingLoss:0.0000} training, {epoch.ValidationLoss:0.0000} validation; accuracy {epoch.TrainingAccuracy:0.000} training, {epoch.ValidationAccuracy:0.000} validation; macro recall {epoch.ValidationMacroRecall:0.000}; lr {epoch.LearningRate:0.0##e-0}; {epoch.Seconds:0.0} s{(epoch.Best ? "; best so far" : "")}"
        );
}
