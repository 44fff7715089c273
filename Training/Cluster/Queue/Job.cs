using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>A job as the queue knows it. Immutable; what changes it is an event.</summary>
public sealed record Job
{
    /// <summary>What was submitted, with what was changed when it was resumed.</summary>
    public required JobQueued Order { get; init; }

    /// <summary>Its name in messages.</summary>
    public string Id => Order.Id;

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; }

    /// <summary>Why, in one line.</summary>
    public string Cause { get; init; } = string.Empty;

    /// <summary>Since when.</summary>
    public required Timestamp Changed { get; init; }

    /// <summary>Raised whenever a worker is given the job; 0: none ever was.</summary>
    public long Attempt { get; init; }

    /// <summary>The worker that has it or had it last; empty: none ever had.</summary>
    public string Worker { get; init; } = string.Empty;

    /// <summary>What only the coordinator and that worker know; empty: none ever had it.</summary>
    public string Secret { get; init; } = string.Empty;

    /// <summary>Number of the newest report taken in this attempt.</summary>
    public long Reports { get; init; }

    /// <summary>Where the next attempt goes on; null: it begins from the start.</summary>
    public JobCheckpoint? Checkpoint { get; init; }

    /// <summary>What it left in the store when it was done.</summary>
    public ImmutableList<Artefact> Artefacts { get; init; } = [];

    /// <summary>Why it broke, since it was submitted or resumed last.</summary>
    public ImmutableList<string> Failures { get; init; } = [];

    /// <summary>Workers lost since the last epoch that ended.</summary>
    public int Losses { get; init; }

    /// <summary>The worker that it broke on last; empty: none.</summary>
    public string BrokeOn { get; init; } = string.Empty;

    /// <summary>Epochs of training behind it.</summary>
    public int EpochsDone { get; init; }

    /// <summary>Best validation accuracy so far, 0 to 1.</summary>
    public double? BestAccuracy { get; init; }

    /// <summary>What happened so far.</summary>
    public JobHistory History { get; init; } = new();

    /// <summary>A new job.</summary>
    public static Job From(JobQueued queued) =>
        new Job { Order = queued, Changed = queued.Time }.To(JobState.Queued, "submitted", queued.Time);

    /// <summary>A worker has it now.</summary>
    public Job With(JobAssigned assigned) =>
        (this with { Attempt = assigned.Attempt, Worker = assigned.Worker, Secret = assigned.Secret, Reports = 0 }).To(
            JobState.Preparing,
            $"given to {assigned.Worker}",
            assigned.Time
        );

    /// <summary>Its worker reported something.</summary>
    public Job With(JobProgressed progressed)
    {
        var (what, time) = (progressed.What, progressed.Time);
        var job = this with { Reports = progressed.Report };
        return what.WhatCase switch
        {
            // Forwards only; what a worker skips has nothing to do.
            JobReport.WhatOneofCase.Entered => what.Entered > State && what.Entered.IsRunning
                ? job.To(what.Entered, $"reported by {Worker}", time)
                : job,
            JobReport.WhatOneofCase.Epoch => job.Past(what.Epoch, time),
            JobReport.WhatOneofCase.Line => job.Noting(new JobEvent { Line = what.Line }, time),
            _ => job,
        };
    }

    /// <summary>Its attempt failed.</summary>
    public Job With(JobReturned returned) =>
        (
            returned.Report > 0 ? Broken(returned.Report, returned.Cause)
            : returned.Released ? this
            : this with { Losses = Losses + 1 }
        ).To(JobState.Queued, returned.Cause, returned.Time);

    /// <summary>It ended.</summary>
    public Job With(JobEnded ended) =>
        (
            this with
            {
                Reports = Math.Max(Reports, ended.Report),
                Artefacts = ended.State is JobState.Done ? [.. ended.Artefacts] : Artefacts,
            }
        ).To(ended.State, ended.Cause, ended.Time);

    /// <summary>It is to go on, perhaps with other settings.</summary>
    public Job With(JobResumed resumed)
    {
        var order = Order.Clone();
        order.Job = resumed.Job;
        return (this with { Order = order, Failures = [], Losses = 0, BrokeOn = string.Empty }).To(
            JobState.Queued,
            "resumed",
            resumed.Time
        );
    }

    private Job Broken(long report, string reason) =>
        this with
        {
            Reports = report,
            Failures = Failures.Add(reason),
            BrokeOn = Worker,
        };

    private Job Past(EpochEnded epoch, Timestamp time) =>
        (
            this with
            {
                Checkpoint = epoch.Checkpoint,
                EpochsDone = epoch.Result.Epoch,
                BestAccuracy = Math.Max(BestAccuracy ?? 0, epoch.Result.ValidationAccuracy),
                Losses = 0,
            }
        ).Noting(new JobEvent { Epoch = epoch.Result }, time);

    private Job To(JobState state, string cause, Timestamp time) =>
        (this with { State = state, Cause = cause, Changed = time }).Noting(
            new JobEvent
            {
                State = new StateChange
                {
                    From = State,
                    To = state,
                    Cause = cause,
                },
            },
            time
        );

    private Job Noting(JobEvent happened, Timestamp time) =>
        this with
        {
            History = History.With(happened, time, Attempt),
        };
}
