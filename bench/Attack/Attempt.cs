namespace Vitrine.Bench.Attack;

/// <summary>One try.</summary>
/// <param name="What">What was tried, and where: "serializer 9 to cluster port".</param>
/// <param name="Harm">What it did; null: it was refused.</param>
internal sealed record Attempt(string What, string? Harm);
