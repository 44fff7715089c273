using Vitrine.Fleet.Hub;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>What <c>rollout start</c> is to do.</summary>
/// <param name="Model">The ONNX file, on a machine whose files the hub can read; null: the model that a job left.</param>
/// <param name="Job">The job, in the hub's store; null: <paramref name="Model"/> is given.</param>
/// <param name="Sha256">How the model's SHA-256 must begin, in lower-case hexadecimal digits; null: any.</param>
/// <param name="Keys">The private keys' files; each signs.</param>
/// <param name="Version">The release's version; null: one more than the highest known.</param>
/// <param name="ValidFor">How long devices may take it.</param>
/// <param name="Plan">How it goes through the fleet.</param>
/// <param name="Dial">The way to the hub.</param>
/// <param name="Token">What operators know.</param>
public sealed record StartArguments(
    string? Model,
    string? Job,
    string? Sha256,
    IReadOnlyList<string> Keys,
    int? Version,
    TimeSpan ValidFor,
    FleetPlan Plan,
    Func<OperatorClient> Dial,
    string Token
);
