using Spectre.Console;
using Vitrine.Device;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Trainer.Jobs;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Rollout;

/// <summary>Runs <c>rollout start</c>.</summary>
public static class StartHost
{
    /// <summary>Signs here, where the key is, and hands the release to the hub.</summary>
    /// <returns>0.</returns>
    /// <exception cref="BadInputException">The model, the key or the hub cannot be used, or the hub refuses.</exception>
    public static async Task<int> RunAsync(StartArguments arguments, CancellationToken stop)
    {
        using var key = Read(() => SigningKey.Read(arguments.Key));
        var coordinator = new Coordinator(arguments.Coordinator, TimeProvider.System);
        using var left = arguments.Job is { } job ? await JobModel.FetchAsync(coordinator, job, stop) : null;
        var file = left?.Path ?? arguments.Model!;
        var model = Read(() => FaceModel.Open(file));
        await using var client = arguments.Dial();
        var before = await client.AskAsync(new ShowRollout { Token = arguments.Token }, stop);
        var order = new ReleaseOrder(model)
        {
            Version = arguments.Version ?? NextVersion(model, before),
            ValidFor = arguments.ValidFor,
        };
        var release = Read(() => ReleaseMaker.Make(order, key, TimeProvider.System));
        var status = await client.AskAsync(
            new StartRollout
            {
                Token = arguments.Token,
                Who = Environment.UserName,
                Release = release,
                Model = Path.GetFullPath(file),
                Plan = PlanMessage.Write(arguments.Plan),
            },
            stop
        );
        RolloutView.Write(AnsiConsole.Console, status);
        return 0;
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is InvalidDataException or InvalidModelException)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
    }

    /// <summary>Training counts every model as version 1; what counts here is what was released and what devices run.</summary>
    private static int NextVersion(FaceModel model, RolloutStatus fleet)
    {
        var known = fleet.Highest.FirstOrDefault(highest =>
            highest.Task.Equals(model.Manifest.Task, StringComparison.Ordinal)
        );
        return Math.Max(model.Manifest.Version, (known?.Version ?? 0) + 1);
    }
}
