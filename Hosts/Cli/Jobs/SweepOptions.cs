using System.CommandLine;
using System.CommandLine.Parsing;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The options that make many jobs of one.</summary>
internal sealed class SweepOptions
{
    private readonly Option<string[]> grid = new("--grid")
    {
        Description =
            "a hyper-parameter and values to try; repeat it for others: there is a job for every combination, 200 at the most",
        HelpName = "NAME=VALUE,VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> random = new("--random")
    {
        Description = "so many jobs, 1 to 200, with values drawn at random from each --range; --seed decides which",
        HelpName = "N",
        CustomParser = Count,
    };

    private readonly Option<string[]> ranges = new("--range")
    {
        Description =
            "a hyper-parameter and what to draw from: all between two values (of learning rate, weight decay and batch by orders of magnitude), or some values with commas between; repeat it for others",
        HelpName = "NAME=LEAST..MOST",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> name = new("--sweep")
    {
        Description =
            "what the jobs are found by together: ./vitrine job list --sweep NAME (default for many: the key)",
        HelpName = "NAME",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [grid, random, ranges, name];

    /// <summary>The sweep's name; null: none is given.</summary>
    public string? Name(ParseResult parsed) => parsed.GetValue(name);

    /// <summary>What each job has of its own; null: it is one job.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="BadInputException">What is asked for cannot be.</exception>
    public IReadOnlyList<Combination>? Combinations(ParseResult parsed, long seed)
    {
        var (axes, count, drawn) = (
            parsed.GetRequiredValue(grid),
            parsed.GetValue(random),
            parsed.GetRequiredValue(ranges)
        );
        return (axes.Length > 0, count) switch
        {
            (true, not null) => throw new BadInputException("--grid and --random are two kinds of sweep; choose one"),
            (_, null) when drawn.Length > 0 => throw new BadInputException(
                "--range needs --random N: how many to draw"
            ),
            (true, null) => Sweep.Grid(axes),
            (false, { } many) => Sweep.Random(many, drawn, seed),
            _ => null,
        };
    }

    private static int? Count(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        given.AddError($"--random {text} is not a whole number.");
        return null;
    }
}
