using System.Collections.Immutable;

namespace Vitrine.Fleet.Releases;

/// <summary>What a device takes just now.</summary>
/// <param name="Highest">For each task that it runs, the highest version that was ever live.</param>
/// <param name="Engine">The Vitrine that it runs.</param>
/// <param name="Now">The time there.</param>
/// <param name="MostBytes">Bytes of a model, at most.</param>
public sealed record ReleaseTerms(
    ImmutableDictionary<string, int> Highest,
    Version Engine,
    DateTimeOffset Now,
    long MostBytes = ReleaseLimits.MostBytes
)
{
    /// <summary>The live model's labels, for each task where they are known: what is counted of people goes on with them.</summary>
    public ImmutableDictionary<string, IReadOnlyList<string>> Labels { get; init; } =
        ImmutableDictionary<string, IReadOnlyList<string>>.Empty;
}
