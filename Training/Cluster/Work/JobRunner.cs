using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// Where this process works, on one job at a time and a thread of its own. It outlives the actor system: a node that was cut
/// off and joins the cluster again goes on with what it had, if that is still its own.
/// </summary>
/// <param name="work">What is done.</param>
/// <param name="time">The clock that leases are counted in.</param>
public sealed class JobRunner(JobWork work, TimeProvider time)
{
    /// <summary>Distinguishes this process from one that had its address before.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N")[..6];

    /// <summary>What it is assigned carries it, and all that it reports; nobody else but its coordinator knows it.</summary>
    public string Secret { get; } = LeaseSecret.New();

    /// <summary>The attempt in this process; null: none. Only the worker's actor asks.</summary>
    public JobRun? Current { get; private set; }

    /// <summary>Takes a job; it is not begun before its lease was renewed for the first time.</summary>
    public JobRun Begin(AssignJob order)
    {
        if (Current is not null)
        {
            throw new InvalidOperationException($"The job {Current.Order.Id} is not cleared away.");
        }

        var run = new JobRun(order, time);
        Current = run;
        run.Ended = Task.Factory.StartNew(
            () => Do(run),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return run;
    }

    /// <summary>Makes room for the next job once the thread has ended.</summary>
    public void Clear()
    {
        Current?.Dispose();
        Current = null;
    }

    private void Do(JobRun run)
    {
        try
        {
            run.Heartbeat();
            var artefacts = work(run);
            run.Report(new JobReport { Finished = new AttemptFinished { Artefacts = { artefacts } } });
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            // Whoever ended it knows why.
        }
        catch (Exception broken)
        {
            var reason = broken is BadInputException ? broken.Message : broken.GetBaseException().Message;
            run.Report(
                new JobReport { Broke = new AttemptBroke { Reason = SingleLine.Of(reason, Outbox.LongestText) } }
            );
        }
    }
}
