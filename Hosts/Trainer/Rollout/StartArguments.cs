using Vitrine.Fleet.Hub;
using Vitrine.Training.Cluster;

namespace Vitrine.Hosts.Trainer.Rollout;

/// <summary>What <c>rollout start</c> is to do.</summary>
/// <param name="Model">The ONNX file; null: the model that a job left.</param>
/// <param name="Job">The job; null: <paramref name="Model"/> is given.</param>
/// <param name="Coordinator">Whom to ask for the job.</param>
/// <param name="Key">The private key's file.</param>
/// <param name="Version">The release's version; null: one more than the highest known.</param>
/// <param name="ValidFor">How long devices may take it.</param>
/// <param name="Plan">How it goes through the fleet.</param>
/// <param name="Dial">The way to the hub.</param>
/// <param name="Token">What operators know.</param>
public sealed record StartArguments(
    string? Model,
    string? Job,
    NodeAddress Coordinator,
    string Key,
    int? Version,
    TimeSpan ValidFor,
    FleetPlan Plan,
    Func<OperatorClient> Dial,
    string Token
);
