namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>What <c>rollout keys</c> is to do.</summary>
/// <param name="Folder">Where the keys are.</param>
/// <param name="Rotate">Whether a new key takes the place of the one that is there.</param>
/// <param name="Revoke">The beginning of the name of a key that is not to be trusted any more; null: none.</param>
/// <param name="Others">Files of further private keys that sign the change.</param>
public sealed record KeysArguments(string Folder, bool Rotate, string? Revoke, IReadOnlyList<string> Others);
