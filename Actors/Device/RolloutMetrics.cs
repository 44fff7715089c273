using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Vitrine.Fleet.Releases;

namespace Vitrine.Device;

/// <summary>What a device counts of rollouts, also published as instruments of the meter <see cref="MeterName"/>. Safe for any thread.</summary>
public sealed class RolloutMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Vitrine.Rollout";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> refused;
    private readonly Counter<long> received;
    private readonly Counter<long> resent;
    private readonly Counter<long> swaps;
    private readonly Counter<long> reverts;
    private readonly ConcurrentDictionary<RefusalReason, long> refusals = [];

    /// <summary>Creates the instruments.</summary>
    public RolloutMetrics()
    {
        refused = meter.CreateCounter<long>("vitrine.rollout.refused", "{refusal}", "Releases and chunks refused");
        received = meter.CreateCounter<long>("vitrine.rollout.received", "By", "Bytes of models received");
        resent = meter.CreateCounter<long>("vitrine.rollout.resent", "By", "Bytes received that were received before");
        swaps = meter.CreateCounter<long>("vitrine.rollout.swaps", "{swap}", "Models that became live");
        reverts = meter.CreateCounter<long>(
            "vitrine.rollout.reverts",
            "{revert}",
            "Models that gave way to the one before"
        );
    }

    /// <summary>How often a release or a chunk was refused for this reason.</summary>
    public long Refused(RefusalReason reason) => refusals.GetValueOrDefault(reason);

    /// <summary>A release or a chunk was refused.</summary>
    public void OnRefused(RefusalReason reason)
    {
        refusals.AddOrUpdate(reason, 1, (_, before) => before + 1);
        refused.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
    }

    /// <summary>Bytes of a model came.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="again">How many of them had come before.</param>
    public void OnReceived(long bytes, long again)
    {
        received.Add(bytes);
        resent.Add(again);
    }

    /// <summary>A model became live.</summary>
    public void OnSwap() => swaps.Add(1);

    /// <summary>A model gave way to the one before it.</summary>
    public void OnRevert() => reverts.Add(1);

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();
}
