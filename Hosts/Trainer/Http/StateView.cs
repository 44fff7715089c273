namespace Vitrine.Hosts.Trainer.Http;

/// <summary>The job came into a state.</summary>
internal sealed record StateView(string To, string Cause);
