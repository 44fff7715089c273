using Vitrine.Jobs;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>A job's figures in words.</summary>
internal static class JobText
{
    /// <summary>How it stands, in one line.</summary>
    public static string Line(JobSummary job) =>
        string.Join(
            " · ",
            new[]
            {
                $"{job.Id} {job.Task}",
                job.State is JobState.Queued or JobState.Failed ? $"{job.State.Name}: {job.Cause}" : job.State.Name,
                $"epoch {Epochs(job)}",
                job.HasBestAccuracy ? $"best accuracy {Best(job)}" : null,
                job.Worker.Length > 0 ? $"attempt {job.Attempt} on {job.Worker}" : null,
            }.OfType<string>()
        );

    /// <summary>Epochs done, of all.</summary>
    public static string Epochs(JobSummary job) => Invariant($"{job.EpochsDone}/{job.Epochs}");

    /// <summary>Best validation accuracy; a dash before the first epoch.</summary>
    public static string Best(JobSummary job) => job.HasBestAccuracy ? Invariant($"{job.BestAccuracy:0.0000}") : "–";

    /// <summary>What its worker does now, and how far that is.</summary>
    public static string Doing(JobSummary job) =>
        job.Total > 0 ? Invariant($"{job.Phase} {100.0 * job.Done / job.Total:0} %") : job.Phase;

    /// <summary>A time, on this machine's clock.</summary>
    public static string Time(Google.Protobuf.WellKnownTypes.Timestamp time) =>
        Invariant($"{time.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm:ss}");

    /// <summary>The same to the minute, without the year.</summary>
    public static string ShortTime(Google.Protobuf.WellKnownTypes.Timestamp time) =>
        Invariant($"{time.ToDateTimeOffset().ToLocalTime():MM-dd HH:mm}");
}
