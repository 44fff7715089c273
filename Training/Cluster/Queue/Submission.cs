using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>Checks what a client sends of a job, and completes it. Pure: whether files are there is asked elsewhere.</summary>
public static class Submission
{
    private const int LongestName = 100;
    private const int LargestOrder = 16 * 1024;

    /// <summary>The order for a job.</summary>
    /// <exception cref="BadInputException">Something in it cannot be.</exception>
    public static JobQueued Order(SubmitJob asked, long number, DateTimeOffset now)
    {
        RequireName("key", asked.Key, min: 1);
        RequireName("sweep", asked.Sweep, min: 0);
        var job = Complete(asked.Job ?? new TrainingJob());
        var order = new JobQueued
        {
            Number = number,
            Key = asked.Key,
            Job = job,
            Needs = Needs(asked.Needs ?? new Requirements(), job),
            Sweep = asked.Sweep,
            Time = Timestamp.FromDateTimeOffset(now),
        };
        order.Id = IdOf(order, number);
        return order.CalculateSize() <= LargestOrder
            ? order
            : throw new BadInputException(
                $"the job has {order.CalculateSize()} bytes, more than {LargestOrder}; name fewer or shorter folders"
            );
    }

    /// <summary>The id that an order has under a number: orders that differ in anything but their time have different ones.</summary>
    public static string IdOf(JobQueued order, long number)
    {
        var text = $"{order.Key}\n{order.Sweep}\n{order.Job}\n{order.Needs}";
        return $"{number}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..6]}";
    }

    /// <summary>A job's settings with some changed.</summary>
    /// <exception cref="BadInputException">They cannot be, or the job's checkpoint is of another network.</exception>
    public static TrainingJob Merged(Job job, TrainingJob changes)
    {
        var merged = job.Order.Job.Clone();
        if (changes.Data.Count > 0)
        {
            merged.Data.Clear();
        }

        if (changes.Labels.Count > 0)
        {
            merged.Labels.Clear();
        }

        merged.MergeFrom(changes);
        merged = Complete(merged);
        return job.Checkpoint is not null && NetworkFit.Fault(job.Order.Job, merged) is { } fault
            ? throw new BadInputException(
                $"the checkpoint of job {job.Id} is of another network: {fault}; submit it as a new job"
            )
            : merged;
    }

    private static TrainingJob Complete(TrainingJob job)
    {
        if (job.Data.Count == 0)
        {
            throw new BadInputException(
                "--data is missing: name one or more folders that ./vitrine prepare made, where the workers see them"
            );
        }

        foreach (var path in job.Data.Append(job.Pretrained).Append(job.Yunet).Where(path => path.Length > 0))
        {
            if (!Path.IsPathFullyQualified(path))
            {
                throw new BadInputException($"'{path}' is no full path; a worker looks from another folder");
            }
        }

        return Hyperparameters.Complete(job);
    }

    private static Requirements Needs(Requirements asked, TrainingJob job)
    {
        var needs = asked.Clone();
        needs.Device = needs.Device.Length > 0 ? needs.Device : job.Device;
        return needs switch
        {
            { Device: not ("cpu" or "cuda") } => throw new BadInputException(
                $"a job cannot need the device '{needs.Device}'; there are cpu and cuda"
            ),
            { Cores: < 0 } or { Memory: < 0 } or { Disk: < 0 } => throw new BadInputException(
                "a job cannot need less than nothing of cores, memory or disk; 0 is whatever there is"
            ),
            _ => needs,
        };
    }

    private static void RequireName(string what, string name, int min)
    {
        if (name.Length < min || name.Length > LongestName || name.Any(char.IsControl))
        {
            throw new BadInputException(
                $"the {what} '{SingleLine.Of(name)}' must have {min} to {LongestName} characters, and no line breaks"
            );
        }
    }
}
