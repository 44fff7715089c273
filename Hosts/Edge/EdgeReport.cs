using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;

namespace Vitrine.Hosts.Edge;

/// <summary>The last words of a run: a few lines, and the summary file if one was asked for.</summary>
/// <param name="Duration">When the run ends by itself; null: never.</param>
/// <param name="SummaryFile">Where the summary goes; null: nowhere.</param>
/// <param name="Terminal">Takes the lines.</param>
public sealed record EdgeReport(TimeSpan? Duration, string? SummaryFile, OperatorTerminal Terminal)
{
    /// <summary>Writes the lines and the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(EdgeRun run, RunningGraph graph)
    {
        var summary = run.Sum(graph);
        if (SummaryFile is not null)
        {
            File.WriteAllText(SummaryFile, summary.ToJson() + Environment.NewLine);
        }

        foreach (var line in ReportLines.Of(run, summary, run.Pipeline.Counted))
        {
            Terminal.Say(LogLevel.Information, line);
        }
    }
}
