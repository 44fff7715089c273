using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>A worker whose work is a counter: sends, resends and obeys as the real one.</summary>
internal sealed class ModelWorker(string name, Random random)
{
    private const int Epochs = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, long> newest = [];
    private TimeSpan due = TimeSpan.Zero;
    private int step;
    private long steps;

    public string Name { get; } = name;

    public string Secret { get; } = Orders.SecretOf(name);

    public Attempt? Attempt { get; private set; }

    public bool IsWorking(TimeSpan now) => Attempt?.IsTrusted(now) == true && !IsThrough;

    public WorkerResources Has { get; init; } = new() { Devices = { "cpu" }, Cores = 2 };

    /// <summary>What it sends in this moment.</summary>
    public IEnumerable<IMessage> Act(TimeSpan now)
    {
        if (Attempt is null)
        {
            return now < due ? [] : [Offer(now)];
        }

        if (IsWorking(now) && random.Next(3) == 0)
        {
            Work();
        }

        return now < due ? [] : Told(now);
    }

    public void Hear(IMessage message)
    {
        switch (message)
        {
            case AssignJob order when Attempt is null && newest.GetValueOrDefault(order.Id) < order.Attempt:
                (Attempt, newest[order.Id], due) = (new Attempt(order), order.Attempt, TimeSpan.Zero);
                step = 10 * (order.From?.Epochs ?? 0);
                break;
            case LeaseRenewed renewed:
                Attempt = Attempt?.With(renewed);
                break;
            case LeaseRefused refused when Attempt?.Is(refused.Id, refused.Attempt) == true:
                Attempt = null;
                break;
            case ReportsTaken taken:
                Attempt = Attempt?.With(taken);
                if (Attempt is { Outbox.IsEmpty: true } && IsThrough)
                {
                    Attempt = null;
                }

                break;
        }
    }

    private bool IsThrough => step > (10 * Epochs) + 2;

    private void Work()
    {
        steps++;
        if (random.Next(200) == 0)
        {
            Report(
                new JobReport
                {
                    Broke = new AttemptBroke { Reason = $"way {random.Next(4)}, attempt {Attempt!.Order.Attempt}" },
                }
            );
            step = int.MaxValue;
            return;
        }

        step++;
        Report(Next());
    }

    private JobReport Next() =>
        step switch
        {
            1 => new JobReport { Entered = JobState.Training },
            (10 * Epochs) + 1 => new JobReport { Entered = JobState.Evaluating },
            (10 * Epochs) + 2 => new JobReport { Entered = JobState.Packaging },
            > 10 * Epochs => new JobReport
            {
                Finished = new AttemptFinished { Artefacts = { new Artefact { Name = "a" } } },
            },
            _ when step % 10 == 0 => new JobReport
            {
                Epoch = new EpochEnded
                {
                    Result = new EpochResult { Epoch = step / 10 },
                    Checkpoint = new JobCheckpoint { Epochs = step / 10, Last = $"{Name}-{step}" },
                },
            },
            _ => new JobReport { Line = $"step {step}" },
        };

    private void Report(JobReport report) => Attempt = Attempt!.With(report);

    private WorkerOffer Offer(TimeSpan now)
    {
        due = now + Pause;
        return new WorkerOffer
        {
            Worker = Name,
            Version = NodeAddress.ProtocolVersion,
            Has = Has,
            Secret = Secret,
        };
    }

    private IEnumerable<IMessage> Told(TimeSpan now)
    {
        due = now + Pause;
        yield return new RenewLease
        {
            Worker = Name,
            Id = Attempt!.Order.Id,
            Attempt = Attempt.Order.Attempt,
            Secret = Secret,
            Sent = now.Ticks,
            Steps = steps,
            Has = Has,
        };
        if (!Attempt.Outbox.IsEmpty)
        {
            yield return Attempt.Outbox.Next(Name, Attempt.Order);
        }
    }
}
