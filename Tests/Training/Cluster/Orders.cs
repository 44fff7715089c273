using Google.Protobuf;
using Vitrine.Protocol;

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

    /// <summary>The job that an event is about.</summary>
    public static string IdOf(IMessage happened) =>
        (string)happened.Descriptor.FindFieldByName("id").Accessor.GetValue(happened);
}
