using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Models;

namespace Vitrine.Hosts.Edge;

/// <summary>
/// Says when a model's file goes away under a running device, and when it is back: the loaded model goes on working, but
/// a restart would not find it.
/// </summary>
public sealed class ModelWatch(EdgeRun run, TimeProvider clock, ILogger<ModelWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var missing = new HashSet<FaceModel>();
        using var timer = new PeriodicTimer(Every, clock);
        while (await OperatorTerminal.NextAsync(timer, stoppingToken))
        {
            missing.IntersectWith(run.Pipeline.LiveModels.Present);
            foreach (var model in run.Pipeline.LiveModels.Present)
            {
                Look(model, missing);
            }
        }
    }

    private void Look(FaceModel model, HashSet<FaceModel> missing)
    {
        if (File.Exists(model.Path))
        {
            if (missing.Remove(model))
            {
                logger.LogInformation("{Task}: model '{Path}' is back", model.Manifest.Task, model.Path);
            }
        }
        else if (missing.Add(model))
        {
            logger.LogWarning(
                "{Task}: model '{Path}' is gone; the loaded one goes on working, but a restart would not find it: put it back",
                model.Manifest.Task,
                model.Path
            );
        }
    }
}
