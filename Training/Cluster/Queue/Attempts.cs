using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>
/// A job's attempts: given to a worker under a new number, reported on, lost or ended. Whatever comes with an older number is
/// refused, so a worker that was believed lost can do no harm. Pure.
/// </summary>
public static partial class Attempts
{
    /// <summary>Times that a job may break, each time in another way, before it fails.</summary>
    public const int MostFailures = 5;

    /// <summary>Workers that may be lost without an epoch ending in between, before the job fails.</summary>
    public const int MostLosses = 5;

    /// <summary>Gives a job to a worker that is free.</summary>
    public static Decision Assign(Job job, WorkerOffer offer, DateTimeOffset now)
    {
        var assigned = new JobAssigned
        {
            Id = job.Id,
            Attempt = job.Attempt + 1,
            Worker = offer.Worker,
            Secret = offer.Secret,
            Time = Timestamp.FromDateTimeOffset(now),
        };
        return new Decision([assigned], Order(job.With(assigned)));
    }

    /// <summary>What a worker gets with its job.</summary>
    public static AssignJob Order(Job job) =>
        new()
        {
            Id = job.Id,
            Attempt = job.Attempt,
            Job = job.Order.Job,
            From = job.Checkpoint,
            Secret = job.Secret,
        };

    /// <summary>Takes what a worker reports, each report once, in order and without gaps.</summary>
    public static Decision Take(QueueState queue, JobReports told, DateTimeOffset now)
    {
        var (job, claim) = (queue.Find(told.Id), Claim.Of(told));
        if (job is null || !claim.Holds(job))
        {
            return claim.Refuse(job);
        }

        if (!job.State.IsRunning)
        {
            // Its last report was taken, and only the answer was lost.
            var isKnown = told.First + told.Reports.Count - 1 <= job.Reports;
            return isKnown ? Decision.Say(Taken(job, job.Reports)) : claim.Refuse(job);
        }

        var events = new List<IMessage>();
        var last = job.Reports;
        foreach (var (number, report) in Numbered(told))
        {
            if (number == last + 1 && job.State.IsRunning)
            {
                var happened = EventOf(job, number, report, Timestamp.FromDateTimeOffset(now));
                events.Add(happened);
                job = queue.Apply(happened).Find(job.Id)!;
                last = number;
            }
        }

        return new Decision(events, Taken(job, last));
    }

    /// <summary>Takes a job from a worker that was lost.</summary>
    public static IMessage Lose(Job job, string cause, DateTimeOffset now)
    {
        var time = Timestamp.FromDateTimeOffset(now);
        return job.Losses + 1 < MostLosses
            ? new JobReturned
            {
                Id = job.Id,
                Cause = cause,
                Time = time,
            }
            : Failed(
                job,
                $"{MostLosses} workers were lost with it and no epoch ended in between; at last: {cause}",
                time
            );
    }

    /// <summary>Takes a job back from a worker that leaves.</summary>
    public static Decision Release(Job? job, LeaseReleased told, DateTimeOffset now)
    {
        var claim = Claim.Of(told);
        var refusal = claim.Refuse(job);
        return job is { State.IsRunning: true } && claim.Holds(job)
            ? refusal with
            {
                Events =
                [
                    new JobReturned
                    {
                        Id = job.Id,
                        Cause = $"worker {told.Worker} left",
                        Time = Timestamp.FromDateTimeOffset(now),
                        Released = true,
                    },
                ],
            }
            : refusal;
    }

    /// <summary>The same reports; an end that names what the attempt did not leave is a failure.</summary>
    /// <param name="told">What a worker reports.</param>
    /// <param name="faultOf">What speaks against the files that it names; null: nothing.</param>
    public static JobReports Judged(JobReports told, Func<IEnumerable<Artefact>, string?> faultOf)
    {
        var judged = told.Clone();
        foreach (var report in judged.Reports)
        {
            if (report.Finished is { } finished && faultOf(finished.Artefacts) is { } fault)
            {
                report.Broke = new AttemptBroke { Reason = fault };
            }
        }

        return judged;
    }

    private static IMessage EventOf(Job job, long number, JobReport report, Timestamp time) =>
        report.WhatCase switch
        {
            JobReport.WhatOneofCase.Finished => new JobEnded
            {
                Id = job.Id,
                State = JobState.Done,
                Cause = $"finished by {job.Worker}",
                Time = time,
                Artefacts = { report.Finished.Artefacts },
                Report = number,
            },
            JobReport.WhatOneofCase.Broke => Broke(job, number, report.Broke.Reason, time),
            _ => new JobProgressed
            {
                Id = job.Id,
                Report = number,
                What = report,
                Time = time,
            },
        };

    private static IMessage Broke(Job job, long report, string reason, Timestamp time)
    {
        var isKnown = job.Failures.Any(before => Alike(before).Equals(Alike(reason), StringComparison.Ordinal));
        if (isKnown || job.Failures.Count + 1 >= MostFailures)
        {
            var failed = Failed(
                job,
                isKnown ? $"failed the same way twice: {reason}" : $"failed {MostFailures} times; at last: {reason}",
                time
            );
            failed.Report = report;
            return failed;
        }

        return new JobReturned
        {
            Id = job.Id,
            Cause = reason,
            Time = time,
            Report = report,
        };
    }

    private static JobEnded Failed(Job job, string cause, Timestamp time) =>
        new()
        {
            Id = job.Id,
            State = JobState.Failed,
            Cause = cause,
            Time = time,
        };

    // Attempts have folders and batches of their own; what differs only in numbers is the same failure.
    private static string Alike(string reason) => Digits.Replace(reason, "#");

    private static IEnumerable<(long Number, JobReport Report)> Numbered(JobReports told) =>
        told.Reports.Select((report, index) => (told.First + index, report));

    private static ReportsTaken Taken(Job job, long number) =>
        new()
        {
            Id = job.Id,
            Attempt = job.Attempt,
            Secret = job.Secret,
            Number = number,
        };

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits { get; }
}
