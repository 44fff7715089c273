using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>What clients send, for tests in which no file is looked at.</summary>
internal static class Orders
{
    public static TrainingJob Job(Action<TrainingJob>? change = null)
    {
        var job = new TrainingJob { Task = "gender", Data = { "/data/faces" } };
        change?.Invoke(job);
        return job;
    }

    public static SubmitJob Submit(string key, Action<SubmitJob>? change = null)
    {
        var submit = new SubmitJob { Key = key, Job = Job() };
        change?.Invoke(submit);
        return submit;
    }

    /// <summary>A job in the queue; its number is what its id begins with.</summary>
    public static JobQueued Queued(string id, Action<TrainingJob>? change = null, string sweep = "") =>
        new()
        {
            Id = id,
            Number = long.Parse(id.Split('-')[0], CultureInfo.InvariantCulture),
            Key = id,
            Job = Job(change),
            Needs = new Requirements(),
            Sweep = sweep,
            Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        };

    /// <summary>A worker's secret, the same whenever it is asked for.</summary>
    public static string SecretOf(string worker) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(worker)))[..32];

    /// <summary>A worker that is free.</summary>
    public static WorkerOffer Offer(string worker) => new() { Worker = worker, Secret = SecretOf(worker) };

    /// <summary>The job that an event is about.</summary>
    public static string IdOf(IMessage happened) =>
        (string)happened.Descriptor.FindFieldByName("id").Accessor.GetValue(happened);
}
