namespace Vitrine.Bench.Attack;

/// <summary>A kind of attack.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="TryAsync">Tries it at each port where it means something; nothing, where it means nothing there.</param>
internal sealed record Kind(string Name, Func<Targets, IAsyncEnumerable<Attempt>> TryAsync);
