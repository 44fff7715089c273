using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A sweep in short.</summary>
internal sealed record SweepView(string Name, int Jobs, int Ended, int Running, double? BestAccuracy, string? Best)
{
    public static SweepView Of(SweepSummary sweep) =>
        new(
            sweep.Name,
            sweep.Jobs,
            sweep.Ended,
            sweep.Running,
            sweep.HasBestAccuracy ? sweep.BestAccuracy : null,
            ViewJson.Text(sweep.Best)
        );
}
