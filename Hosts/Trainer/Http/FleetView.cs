using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>How the last rollout stands, where this node is the hub; see RolloutStatus in rollout.proto.</summary>
/// <param name="State">"none", "running", "finished", "halted" or "aborted"; "unknown" while the hub does not answer.</param>
internal sealed record FleetView(string State)
{
    public string? Task { get; init; }

    public int? Version { get; init; }

    /// <summary>Why it is in this state.</summary>
    public string? Reason { get; init; }

    /// <summary>The one that is open, from 1; 0: none.</summary>
    public int Wave { get; init; }

    public IReadOnlyList<WaveView> Waves { get; init; } = [];

    public IReadOnlyList<FleetDeviceView> Devices { get; init; } = [];

    /// <summary>Devices that are not listed.</summary>
    public int More { get; init; }

    /// <summary>What happened last, the newest first.</summary>
    public IReadOnlyList<NewsView> News { get; init; } = [];

    /// <summary>What the devices' supervision did last, the newest first.</summary>
    public IReadOnlyList<FleetEventView> Events { get; init; } = [];

    public static FleetView Of(RolloutStatus status) =>
        new(status.State)
        {
            Task = ViewJson.Text(status.Task),
            Version = status.Version > 0 ? status.Version : null,
            Reason = ViewJson.Text(status.Reason),
            Wave = status.Wave,
            Waves = [.. status.Progress.Select(wave => new WaveView(wave.Devices, wave.Open, wave.Live, wave.Failed))],
            Devices = [.. status.Devices.Select(device => FleetDeviceView.Of(status, device))],
            More = status.More,
            News = [.. status.News.Select(news => new NewsView(ViewJson.Time(news.At), news.Text))],
            Events = [.. status.Events.Select(FleetEventView.Of)],
        };
}

#pragma warning disable MA0048 // Parts of it.
/// <summary>How far a wave is.</summary>
internal sealed record WaveView(int Devices, bool IsOpen, int Live, int Failed);

/// <summary>A line of the history.</summary>
internal sealed record NewsView(DateTimeOffset? At, string Text);

/// <summary>A failure on a device, or its end; see SupervisionEvent in rollout.proto.</summary>
internal sealed record FleetEventView(DateTimeOffset? At, string Device, string Text, bool IsTrouble)
{
    public static FleetEventView Of(SupervisionEvent happened) =>
        new(ViewJson.Time(happened.At), happened.Device, happened.Text, happened.Trouble);
}
#pragma warning restore MA0048
