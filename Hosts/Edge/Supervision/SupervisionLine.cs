using System.Globalization;
using Microsoft.Extensions.Logging;
using Vitrine.Dataflow.Supervision;

namespace Vitrine.Hosts.Edge.Supervision;

/// <summary>A supervision event as an operator reads it: what happened, why, and what comes next. Pure.</summary>
/// <param name="Level">How urgent it is.</param>
/// <param name="Text">One line.</param>
public sealed record SupervisionLine(LogLevel Level, string Text)
{
    /// <summary>Puts an event into words.</summary>
    public static SupervisionLine Of(NodeEvent happened) =>
        happened switch
        {
            ElementSkipped e => new(LogLevel.Warning, $"{e.Node}: skipped picture {e.Ticket}: {Cause(e.Cause)}"),
            WorkerRestarting e => new(
                LogLevel.Warning,
                $"{e.Node}: failed: {Cause(e.Cause)}; trying again in {Write(e.Pause)} (attempt {e.Attempt})"
            ),
            WorkerDegraded e => new(
                LogLevel.Error,
                $"{e.Node}: DEGRADED, failed again and again: {Cause(e.Cause)}; the pipeline goes on without it and tries it again in {Write(e.RetryAfter)}"
            ),
            WorkerRecovered e => new(LogLevel.Information, $"{e.Node}: works again"),
            NodeBroke e => new(
                LogLevel.Critical,
                $"{e.Node}: broke: {Cause(e.Cause)}; this is a defect of Vitrine, please report it"
            ),
            _ => new(LogLevel.Information, happened.ToString()),
        };

    private static string Cause(Exception cause) => cause.Message.Split('\n')[0].Trim();

    private static string Write(TimeSpan pause) =>
        string.Create(CultureInfo.InvariantCulture, $"{pause.TotalSeconds:0.#} s");
}
