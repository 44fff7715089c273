using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>Shows the run's status: a live table on a terminal, a line now and then elsewhere.</summary>
public sealed class StatusService(EdgeRun run, OperatorTerminal terminal, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LiveEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    // A journal is kept for weeks.
    private static readonly TimeSpan JournalEvery = TimeSpan.FromMinutes(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var graph = await run.Started.WaitAsync(stoppingToken);
        StatusSample? before = null;
        if (terminal.IsLive)
        {
            var title = $"Vitrine · {run.Options.Source.ForLog}";
            await terminal.ShowAsync(() => StatusView.Table(Next(), title, Describe()), LiveEvery, stoppingToken);
            return;
        }

        using var timer = new PeriodicTimer(terminal.IsJournal ? JournalEvery : LineEvery, clock);
        while (await OperatorTerminal.NextAsync(timer, stoppingToken))
        {
            terminal.Say(LogLevel.Information, StatusView.Line(Next(), Describe()));
        }

        StatusSample Next() => before = StatusSample.Take(run, graph.Metrics, before);
    }

    private string Describe()
    {
        var models = run.Pipeline.LiveModels.Present.Select(m => $"{m.Manifest.Task} v{m.Manifest.Version}");
        var names = string.Join(", ", models);
        return names.Length > 0 ? names : "none";
    }
}
