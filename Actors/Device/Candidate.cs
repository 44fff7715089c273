namespace Vitrine.Device;

/// <summary>The release that a device is taking.</summary>
/// <param name="Release">Its name.</param>
/// <param name="Task">The attribute, for example "age".</param>
/// <param name="Version">Its version.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Attempts">How often this phase was begun: a model that ends the process each time is not tried for ever.</param>
public sealed record Candidate(string Release, string Task, int Version, CandidatePhase Phase, int Attempts);
