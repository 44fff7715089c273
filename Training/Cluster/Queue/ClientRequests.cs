using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>What becomes of a client's wish: submit, cancel, resume. Pure.</summary>
public static class ClientRequests
{
    /// <summary>Queues a job, unless its key is known.</summary>
    public static Decision Decide(QueueState queue, SubmitJob asked, DateTimeOffset now) =>
        OrRefuse(() =>
        {
            var order = Submission.Order(asked, queue.Newest + 1, now);
            if (queue.FindByKey(asked.Key) is { } known)
            {
                return known.Id.Equals(Submission.IdOf(order, known.Order.Number), StringComparison.Ordinal)
                    ? Decision.Say(new JobSubmitted { Id = known.Id, Known = true })
                    : throw new BadInputException(
                        $"the key '{asked.Key}' stands for job {known.Id}, which was submitted with other settings; choose a new key"
                    );
            }

            return queue.Open < QueueState.MostOpen
                ? new Decision([order], new JobSubmitted { Id = order.Id })
                : throw new BadInputException(
                    $"{queue.Open} jobs wait or run already, and there is no room for more; cancel some, or try later"
                );
        });

    /// <summary>Ends a job that has not ended.</summary>
    public static Decision Decide(QueueState queue, CancelJob asked, DateTimeOffset now) =>
        OrRefuse(() =>
        {
            var job = Known(queue, asked.Id);
            if (job.State.IsOver)
            {
                throw new BadInputException($"job {job.Id} is {job.State.Name} already; there is nothing to cancel");
            }

            var ended = new JobEnded
            {
                Id = job.Id,
                State = JobState.Cancelled,
                Cause = "cancelled by a client",
                Time = Timestamp.FromDateTimeOffset(now),
            };
            return Changed(ended, job.With(ended));
        });

    /// <summary>Queues a job again that has ended.</summary>
    public static Decision Decide(QueueState queue, ResumeJob asked, DateTimeOffset now) =>
        OrRefuse(() =>
        {
            var job = Known(queue, asked.Id);
            if (!job.State.IsOver)
            {
                throw new BadInputException(
                    $"job {job.Id} is {job.State.Name}; cancel it first to go on with other settings"
                );
            }

            var resumed = new JobResumed
            {
                Id = job.Id,
                Job = Submission.Merged(job, asked.Changes ?? new TrainingJob()),
                Time = Timestamp.FromDateTimeOffset(now),
            };
            return Changed(resumed, job.With(resumed));
        });

    private static Job Known(QueueState queue, string id) =>
        queue.Find(id) ?? throw new BadInputException(Unknown(id).Reason);

    /// <summary>There is no such job.</summary>
    public static RequestRefused Unknown(string id) =>
        new() { Reason = $"there is no job '{id}'; ./vitrine job list shows those there are" };

    /// <summary>A decision, or a refusal that says what was wrong.</summary>
    public static Decision OrRefuse(Func<Decision> decide)
    {
        try
        {
            return decide();
        }
        catch (BadInputException wrong)
        {
            return Decision.Refuse(wrong.Message);
        }
    }

    private static Decision Changed(IMessage happened, Job job) => new([happened], QueueView.Summary(job));
}
