namespace Vitrine.Bench.Attack;

/// <summary>One try.</summary>
/// <param name="What">What was tried: "serializer 9".</param>
/// <param name="Where">At which port: "cluster port".</param>
/// <param name="Harm">What it did, where that is seen at once; null: it was refused.</param>
internal sealed record Attempt(string What, string Where, string? Harm = null);
