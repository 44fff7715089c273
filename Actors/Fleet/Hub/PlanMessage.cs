using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>A plan as a message, and back.</summary>
public static class PlanMessage
{
    /// <summary>Writes a plan.</summary>
    public static RolloutPlan Write(FleetPlan plan) =>
        new()
        {
            Canaries = { plan.Canaries },
            CanaryCount = plan.CanaryCount,
            Waves = { plan.Waves },
            SoakSeconds = plan.Soak.TotalSeconds,
            MostFailed = plan.MostFailed,
        };

    /// <summary>Reads one; it is not checked yet.</summary>
    public static FleetPlan Read(RolloutPlan? message) =>
        message is null
            ? new FleetPlan()
            : new FleetPlan
            {
                Canaries = [.. message.Canaries],
                CanaryCount = message.CanaryCount,
                Waves = [.. message.Waves],
                Soak = TimeSpan.FromSeconds(
                    double.IsFinite(message.SoakSeconds) ? Math.Clamp(message.SoakSeconds, -1, 1e9) : -1
                ),
                MostFailed = message.MostFailed,
            };
}
