using System.CommandLine;
using Vitrine.Hosts.Terminal;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job submit</c>: queues one job, or those of a sweep.</summary>
internal sealed class SubmitCommand
{
    private static readonly Hyperparameter Seed = Hyperparameters.All.Single(parameter => parameter.Name is "seed");
    private readonly JobOptions job = new();
    private readonly NeedOptions needs = new();
    private readonly SweepOptions sweep = new();

    private readonly Option<string?> key = new("--key")
    {
        Description =
            "a key of your own: submitted again with it, a job is not queued twice (default: the sweep's name, or one that is new)",
        HelpName = "TEXT",
    };

    private readonly Option<bool> watch = new("--watch") { Description = "then watch until all is over" };

    public SubmitCommand(CommonOptions common)
    {
        foreach (var option in (Option[])[.. job.Subject, key, watch, .. needs.All, .. sweep.All, .. job.Settings])
        {
            Verb.Options.Add(option);
        }

        common.Act(Verb, RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } = new("submit", "Queues a job, or many that differ in some hyper-parameters.");

    private async Task<int> RunAsync(ParseResult parsed, Coordinator coordinator, Output output, CancellationToken stop)
    {
        var orders = Orders(parsed);
        var submission = new JobSubmission(orders, output);
        var ids = await submission.SendAsync(coordinator, stop);
        return (parsed.GetValue(watch), orders.IsSweep) switch
        {
            (false, _) => 0,
            (true, false) => await new JobWatch(coordinator, output).RunAsync(ids[0], after: 0, stop),
            (true, true) => await new SweepWatch(coordinator, output).RunAsync(orders.Sweep, ids, stop),
        };
    }

    private JobOrders Orders(ParseResult parsed)
    {
        var asked = job.JobForOthers(parsed);
        var combinations = sweep.Combinations(parsed, (long)Seed.In(asked));
        var common = new SubmitJob
        {
            Key =
                parsed.GetValue(key)
                ?? (combinations is null ? null : sweep.Name(parsed))
                ?? Guid.NewGuid().ToString("N")[..12],
            Job = asked,
            Needs = needs.Of(parsed),
        };
        common.Sweep = sweep.Name(parsed) ?? (combinations is null ? string.Empty : common.Key);
        return JobOrders.Of(common, combinations);
    }
}
