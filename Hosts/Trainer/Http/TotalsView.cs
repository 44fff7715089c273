namespace Vitrine.Hosts.Trainer.Http;

/// <summary>Numbers of jobs that are remembered.</summary>
internal sealed record TotalsView(int Running, int Waiting, int Done, int Failed, int Cancelled);
