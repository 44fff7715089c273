namespace Vitrine.Hosts.Edge.Http;

/// <summary>A model in use.</summary>
/// <param name="Task">What it tells.</param>
/// <param name="Version">Its version.</param>
public sealed record LiveModel(string Task, int Version);
