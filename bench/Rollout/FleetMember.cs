using Vitrine.Fleet;

namespace Vitrine.Bench.Rollout;

/// <summary>What makes an edge a device of a hub.</summary>
internal static class FleetMember
{
    /// <summary>The edge's arguments.</summary>
    /// <param name="hub">Whom it dials.</param>
    /// <param name="keys">The folder of the keys that it trusts.</param>
    /// <param name="name">Its name.</param>
    /// <param name="data">Its data folder.</param>
    public static string[] Arguments(HubAddress hub, string keys, string name, string data) =>
        ["--hub", $"{hub}", "--set", $"rollout.trusted-keys={keys}", "--set", $"device.name={name}", "--data", data];
}
