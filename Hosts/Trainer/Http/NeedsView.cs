using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>What a worker must offer; 0: whatever there is.</summary>
internal sealed record NeedsView(string? Device, int Cores, double MemoryGb, double DiskGb)
{
    public static NeedsView Of(Requirements needs) =>
        new(ViewJson.Text(needs.Device), needs.Cores, needs.Memory / 1e9, needs.Disk / 1e9);
}
