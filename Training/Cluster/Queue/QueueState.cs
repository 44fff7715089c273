using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>All jobs: the result of the events so far. Immutable.</summary>
public sealed record QueueState
{
    /// <summary>Jobs that may wait or run at the same time; more are refused.</summary>
    public const int MostOpen = 10_000;

    /// <summary>Jobs that have ended and are remembered, at the most; those that ended first are forgotten, their files stay.</summary>
    public const int MostOver = 1000;

    /// <summary>Number of the newest job that ever was.</summary>
    public long Newest { get; private init; }

    /// <summary>All jobs that are remembered, oldest first.</summary>
    public IEnumerable<Job> Jobs => ByNumber.Values;

    /// <summary>The same, newest first.</summary>
    public IEnumerable<Job> NewestFirst => ByNumber.Values.Reverse();

    /// <summary>The jobs that wait for a worker, oldest first.</summary>
    public IEnumerable<Job> Waiting => WaitingNumbers.Select(number => ByNumber[number]);

    /// <summary>The jobs that workers have, oldest first.</summary>
    public IEnumerable<Job> Running => RunningNumbers.Select(number => ByNumber[number]);

    /// <summary>Jobs that wait or run.</summary>
    public int Open => WaitingNumbers.Count + RunningNumbers.Count;

    private ImmutableSortedDictionary<long, Job> ByNumber { get; init; } = ImmutableSortedDictionary<long, Job>.Empty;

    private ImmutableDictionary<string, long> ByKey { get; init; } =
        ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    private ImmutableSortedSet<long> WaitingNumbers { get; init; } = [];

    private ImmutableSortedSet<long> RunningNumbers { get; init; } = [];

    /// <summary>A queue of jobs as they were.</summary>
    public static QueueState Of(IEnumerable<Job> jobs, long newest) =>
        jobs.Aggregate(new QueueState { Newest = newest }, (queue, job) => queue.With(job));

    /// <summary>The job with an id, or with its number alone; null: there is none.</summary>
    public Job? Find(string id) =>
        long.TryParse(id.Split('-')[0], CultureInfo.InvariantCulture, out var number)
        && ByNumber.TryGetValue(number, out var job)
        && (job.Id.Equals(id, StringComparison.Ordinal) || !id.Contains('-', StringComparison.Ordinal))
            ? job
            : null;

    /// <summary>The job that a client's key stands for; null: none.</summary>
    public Job? FindByKey(string key) => ByKey.TryGetValue(key, out var number) ? ByNumber[number] : null;

    /// <summary>What the queue is after an event.</summary>
    /// <exception cref="ArgumentException">It is no event of the queue, or of a job that is not there.</exception>
    public QueueState Apply(IMessage happened) =>
        happened switch
        {
            JobQueued queued => (this with { Newest = queued.Number }).With(Job.From(queued)),
            JobAssigned assigned => With(Known(assigned.Id).With(assigned)),
            JobProgressed progressed => With(Known(progressed.Id).With(progressed)),
            JobReturned returned => With(Known(returned.Id).With(returned)),
            JobEnded ended => With(Known(ended.Id).With(ended)).WithoutTooOld(),
            JobResumed resumed => With(Known(resumed.Id).With(resumed)),
            _ => throw new ArgumentException(
                $"{happened.Descriptor.FullName} is no event of the queue",
                nameof(happened)
            ),
        };

    /// <summary>The id of the job that an event is about.</summary>
    public static string IdOf(IMessage happened) =>
        (string)happened.Descriptor.FindFieldByName("id").Accessor.GetValue(happened);

    private Job Known(string id) => Find(id) ?? throw new ArgumentException($"There is no job {id}", nameof(id));

    private QueueState With(Job job)
    {
        var number = job.Order.Number;
        return this with
        {
            ByNumber = ByNumber.SetItem(number, job),
            ByKey = ByKey.SetItem(job.Order.Key, number),
            WaitingNumbers = job.State is JobState.Queued ? WaitingNumbers.Add(number) : WaitingNumbers.Remove(number),
            RunningNumbers = job.State.IsRunning ? RunningNumbers.Add(number) : RunningNumbers.Remove(number),
        };
    }

    private QueueState WithoutTooOld()
    {
        if (ByNumber.Count - Open <= MostOver)
        {
            return this;
        }

        var oldest = Jobs.Where(job => job.State.IsOver).MinBy(job => job.Changed)!;
        return this with { ByNumber = ByNumber.Remove(oldest.Order.Number), ByKey = ByKey.Remove(oldest.Order.Key) };
    }
}
