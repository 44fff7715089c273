using Vitrine.Fleet.Hub;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>How far a device is with the last rollout.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wave">From 1; 0: it has not been offered the release.</param>
/// <param name="Phase">As <c>rollout status</c> says it.</param>
/// <param name="Reason">Why it refused or reverted it, or what it waits for.</param>
/// <param name="Live">The version of the task's model that describes people there; 0: none.</param>
/// <param name="ReceivedBytes">Bytes of the release that it has.</param>
/// <param name="IsPresent">Whether it answers.</param>
internal sealed record FleetDeviceView(
    string Name,
    int Wave,
    string Phase,
    string? Reason,
    int Live,
    long ReceivedBytes,
    bool IsPresent
)
{
    public static FleetDeviceView Of(RolloutStatus status, DeviceStatus device) =>
        new(
            device.Device,
            device.Wave,
            device.PhaseIn(status),
            ViewJson.Text(device.Reason),
            device.LiveVersion,
            device.ReceivedBytes,
            device.Present
        );
}
