namespace Vitrine.Vision.Synthetic;

/// <summary>
/// A short run of chance numbers that follows from its seeds alone (SplitMix64), so that any visitor can be drawn up
/// without drawing up the visitors before.
/// </summary>
internal sealed class SeededRandom
{
    private ulong state = 0x853C49E6748FEA9B;

    public SeededRandom(params ReadOnlySpan<long> seeds)
    {
        foreach (var seed in seeds)
        {
            state ^= (ulong)seed;
            state = Next();
        }
    }

    /// <summary>0 to just under 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Fraction());

    /// <summary>0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Fraction() * limit);

    public bool Chance(double probability) => Fraction() < probability;

    public T Any<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
