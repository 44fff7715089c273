using Akka.Actor;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Those that watch jobs, each at its own pace: it is sent one part, and the next when it has that. One that is silent for too
/// long is forgotten. For one thread.
/// </summary>
internal sealed class Watchers
{
    private const int Most = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Dictionary<(IActorRef Watcher, string Id), Watch> watches = [];

    /// <summary>Somebody watches a job.</summary>
    public void Begin(IActorRef watcher, Job job, WatchJob asked, TimeSpan now)
    {
        foreach (var silent in watches.Where(watch => now - watch.Value.Heard > Patience).ToArray())
        {
            watches.Remove(silent.Key);
        }

        if (watches.Count >= Most && !watches.ContainsKey((watcher, job.Id)))
        {
            watcher.Tell(new RequestRefused { Reason = $"{Most} watch already; try again later" });
            return;
        }

        Next((watcher, job.Id), new Watch(asked.After, IsWaiting: false, IsEndTold: false, now), job);
    }

    /// <summary>A watcher has what it was sent, or says that it is still there.</summary>
    public void Take(IActorRef watcher, Job job, WatchAck ack, TimeSpan now)
    {
        if (watches.TryGetValue((watcher, job.Id), out var watch))
        {
            Next(
                (watcher, job.Id),
                watch with
                {
                    After = Math.Max(watch.After, ack.Number),
                    IsWaiting = watch.IsWaiting && ack.Number < watch.Sent,
                    Heard = now,
                },
                job
            );
        }
    }

    /// <summary>Somebody wants nothing more.</summary>
    public void End(IActorRef watcher, Job job) => watches.Remove((watcher, job.Id));

    /// <summary>Something happened with a job.</summary>
    public void Tell(Job job, TimeSpan now)
    {
        foreach (
            var (key, watch) in watches
                .Where(watch => watch.Key.Id.Equals(job.Id, StringComparison.Ordinal))
                .Where(watch => now - watch.Value.Heard <= Patience)
                .ToArray()
        )
        {
            Next(key, watch, job);
        }
    }

    private void Next((IActorRef Watcher, string Id) key, Watch watch, Job job)
    {
        var part = QueueView.Events(job, watch.After);
        if (!watch.IsWaiting && (part.Events.Count > 0 || (part.Ended && !watch.IsEndTold)))
        {
            key.Watcher.Tell(part);
            watch = watch with
            {
                IsWaiting = part.Events.Count > 0,
                IsEndTold = part.Ended,
                Sent = part.Events.Count > 0 ? part.Events[^1].Number : watch.Sent,
            };
        }

        watches[key] = watch;
    }

    private sealed record Watch(long After, bool IsWaiting, bool IsEndTold, TimeSpan Heard)
    {
        public long Sent { get; init; }
    }
}
