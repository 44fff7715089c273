namespace Vitrine.Fleet.Hub;

/// <summary>What can happen in a rollout.</summary>
public enum FleetEventKind
{
    /// <summary>Somebody started it.</summary>
    Started,

    /// <summary>A wave was opened: these devices are offered the release from now on.</summary>
    WaveOpened,

    /// <summary>A device came further, or back.</summary>
    DeviceChanged,

    /// <summary>Too many devices refused or reverted it; it is taken back everywhere.</summary>
    Halted,

    /// <summary>Somebody ended it.</summary>
    Aborted,

    /// <summary>Every device of the last wave has had it live long enough.</summary>
    Finished,
}
