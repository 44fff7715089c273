using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>What was tried, and what became of it: a line each, and their sum.</summary>
internal sealed class AttackTally
{
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> ports = new(StringComparer.Ordinal);
    private readonly HashSet<string> ways = new(StringComparer.Ordinal);
    private readonly HashSet<string> harmful = new(StringComparer.Ordinal);
    private int tried;

    /// <summary>How many tries did harm.</summary>
    public int GotIn { get; private set; }

    /// <summary>Takes and prints one.</summary>
    /// <param name="targets">Where it was tried.</param>
    /// <param name="kind">Which kind it is of.</param>
    /// <param name="attempt">The try.</param>
    /// <param name="harm">What it did; null: it was refused.</param>
    public void Add(Targets targets, Kind kind, Attempt attempt, string? harm)
    {
        tried++;
        kinds.Add(kind.Name);
        ports.Add(attempt.Where);
        ways.Add(targets.Name);
        if (harm is not null)
        {
            GotIn++;
            harmful.Add(kind.Name);
        }

        var what = $"{kind.Name}: {attempt.What}, {attempt.Where} {targets.Name}";
        Console.WriteLine($"{SingleLine.Of(what)}: {(harm is null ? "refused" : $"GOT IN: {SingleLine.Of(harm)}")}");
    }

    /// <summary>Prints the sum.</summary>
    public void Print()
    {
        foreach (var kind in harmful)
        {
            Console.WriteLine($"got in: {kind}");
        }

        Console.WriteLine(
            $"{tried} tried, {kinds.Count} kinds, {ports.Count} ports, {string.Join(" and ", ways)}: {GotIn} got in"
        );
    }
}
