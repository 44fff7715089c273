using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>How often things go wrong in one stage or source, each a chance from 0 to 1.</summary>
internal sealed record Trouble(Random Random, double Make, double Skip, double Throw, double Nothing)
{
    /// <summary>Nothing goes wrong.</summary>
    public static Trouble None { get; } = new(new Random(0), 0, 0, 0, 0);

    /// <summary>Often none, mostly little, sometimes all the time.</summary>
    public static Trouble Draw(Random random)
    {
        double Chance() =>
            random.Next(8) switch
            {
                0 => random.NextDouble(),
                1 => 1,
                2 or 3 => 0.1 * random.NextDouble(),
                _ => 0,
            };
        return random.Next(2) == 0
            ? None
            : new Trouble(random, Make: Chance(), Skip: Chance() / 2, Throw: Chance(), Nothing: Chance() / 2);
    }

    /// <summary>Making the stage may fail.</summary>
    public void OnMake() => Strike(Make, () => new IOException("no such device"));

    /// <summary>The element may be bad, or the stage.</summary>
    public void OnWork()
    {
        Strike(Skip, () => new SkipElementException("bad element"));
        Strike(Throw, () => new InvalidOperationException("bad stage"));
    }

    /// <summary>Whether nothing comes of an element.</summary>
    public bool GivesNothing() => Nothing > 0 && Random.NextDouble() < Nothing;

    private void Strike(double chance, Func<Exception> failure)
    {
        if (chance > 0 && Random.NextDouble() < chance)
        {
            throw failure();
        }
    }
}
