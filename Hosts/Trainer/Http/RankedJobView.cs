namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A job of a sweep.</summary>
/// <param name="Rank">From 1; null while it has no accuracy.</param>
/// <param name="Job">The job.</param>
/// <param name="Settings">Every hyper-parameter, by its option's name.</param>
internal sealed record RankedJobView(int? Rank, JobView Job, IReadOnlyDictionary<string, object> Settings);
