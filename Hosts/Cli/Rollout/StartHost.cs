using System.Text.Json;
using Spectre.Console;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>Runs <c>rollout start</c>.</summary>
public static class StartHost
{
    /// <summary>Signs here, where the key is, and hands the release to the hub, which has the model.</summary>
    /// <returns>0.</returns>
    /// <exception cref="BadInputException">The model, the key or the hub cannot be used, or the hub refuses.</exception>
    public static async Task<int> RunAsync(StartArguments arguments, CancellationToken stop)
    {
        using var keys = Read(() => SigningKeys.Read(arguments.Keys));
        await using var client = arguments.Dial();
        var draft = await DraftAsync(client, arguments, stop);
        var hash = Convert.ToHexStringLower(draft.Sha256.Span);
        if (arguments.Sha256 is { } wanted && !hash.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException($"--sha256 {wanted} is not that of the model, {hash}; nothing was signed");
        }

        var before = await client.AskAsync(new ShowRollout { Token = arguments.Token }, stop);
        var version = arguments.Version ?? NextVersion(draft, before);
        var release = Read(() =>
            ReleaseMaker.Sign(draft, version, arguments.ValidFor, keys.All, TimeProvider.System, keys.Changes)
        );
        await Console.Out.WriteLineAsync(
            Invariant($"Signed {draft.Task} version {version}: model {hash}, {draft.Bytes / 1000.0:0} kB.")
        );
        var status = await client.AskAsync(
            new StartRollout
            {
                Token = arguments.Token,
                Who = Environment.UserName,
                Release = release,
                Model = arguments.Model is { } file ? Path.GetFullPath(file) : string.Empty,
                Plan = PlanMessage.Write(arguments.Plan),
            },
            stop
        );
        RolloutView.Write(AnsiConsole.Console, status);
        return 0;
    }

    private static async Task<Statement> DraftAsync(
        OperatorClient client,
        StartArguments arguments,
        CancellationToken stop
    )
    {
        if (arguments.Model is { } file)
        {
            return Read(() => ReleaseMaker.Draft(file));
        }

        var order = new DraftRelease { Token = arguments.Token, Job = arguments.Job };
        return (await client.AskAsync<ReleaseDraft>(order, stop)).Statement
            ?? throw new BadInputException("the hub's draft is empty; install the same Vitrine on both");
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong)
            when (wrong is InvalidDataException or InvalidModelException or RefusedReleaseException or JsonException)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
    }

    /// <summary>Training counts every model as version 1; what counts here is what was released and what devices run.</summary>
    private static int NextVersion(Statement draft, RolloutStatus fleet)
    {
        var known = fleet.Highest.FirstOrDefault(highest => highest.Task.Equals(draft.Task, StringComparison.Ordinal));
        return Math.Max(draft.Version, (known?.Version ?? 0) + 1);
    }
}
