using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>A device as it last reported.</summary>
/// <param name="State">What it reported.</param>
/// <param name="Seen">When.</param>
public sealed record FleetDevice(DeviceState State, DateTimeOffset Seen)
{
    /// <summary>How long a device may keep quiet and still counts as present.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Whether its lease holds.</summary>
    public bool IsPresent(DateTimeOffset now) => now - Seen <= Lease;

    /// <summary>Whether it runs a task.</summary>
    public bool Runs(string task) => LiveOf(task) is not null;

    /// <summary>Its live model of a task; null: it runs none.</summary>
    public LiveModel? LiveOf(string task) =>
        State.Models.FirstOrDefault(model => model.Task.Equals(task, StringComparison.Ordinal));

    /// <summary>How far it is with a release; null: it says nothing of it.</summary>
    public (RolloutPhase Phase, string Why)? With(string release)
    {
        if (State.Progress is { } progress && progress.Release.Equals(release, StringComparison.Ordinal))
        {
            return (progress.Phase, progress.Reason);
        }

        return State.Models.Any(model => model.Release.Equals(release, StringComparison.Ordinal))
            ? (RolloutPhase.Live, string.Empty)
            : null;
    }
}
