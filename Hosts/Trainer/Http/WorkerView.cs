using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A worker.</summary>
/// <param name="Name">Its name in jobs' events.</param>
/// <param name="Devices">cpu, and cuda where there is one.</param>
/// <param name="Cores">Cores.</param>
/// <param name="MemoryGb">Memory, 10^9 bytes.</param>
/// <param name="DiskGb">Free where the store is, 10^9 bytes.</param>
/// <param name="Job">What it works on; null: it waits.</param>
internal sealed record WorkerView(
    string Name,
    IReadOnlyList<string> Devices,
    int Cores,
    double MemoryGb,
    double DiskGb,
    string? Job
)
{
    public static WorkerView Of(WorkerSummary worker)
    {
        var has = worker.Has ?? new WorkerResources();
        return new(
            worker.Worker,
            has.Devices,
            has.Cores,
            Math.Round(has.Memory / 1e9, 1),
            // Other programs write, too; the page need not hear of each megabyte.
            Math.Round(has.Disk / 1e9),
            ViewJson.Text(worker.Job)
        );
    }
}
