using System.CommandLine;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job cancel</c>: ends jobs that have not ended.</summary>
internal sealed class CancelCommand
{
    private readonly Argument<string[]> ids = new("ID")
    {
        Description = "the jobs, as ./vitrine job list shows them; their numbers alone will do",
        Arity = ArgumentArity.OneOrMore,
    };

    public CancelCommand(CommonOptions common)
    {
        Verb.Arguments.Add(ids);
        common.Act(Verb, RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("cancel", "Ends jobs that wait or run. The last checkpoint stays: ./vitrine job resume goes on from it.");

    private async Task<int> RunAsync(ParseResult parsed, Coordinator coordinator, Output output, CancellationToken stop)
    {
        await using var client = await coordinator.ConnectAsync(stop);
        var refusals = new List<BadInputException>();
        foreach (var id in parsed.GetRequiredValue(ids))
        {
            try
            {
                Changes.Tell(output, await client.AskAsync<JobSummary>(new CancelJob { Id = id }, stop));
            }
            catch (BadInputException refused)
            {
                // The others are still to be cancelled.
                refusals.Add(refused);
            }
        }

        return refusals.Count == 0
            ? 0
            : throw new BadInputException(string.Join("; ", refusals.Select(refused => refused.Message)));
    }
}
