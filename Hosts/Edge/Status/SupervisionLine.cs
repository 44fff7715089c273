using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Fleet;
using Vitrine.Windows.Log;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>A supervision event as an operator reads it: what happened, why, and what comes next. Pure.</summary>
public sealed record SupervisionLine(LogLevel Level, string Text)
{
    /// <summary>The line of an event.</summary>
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
            StorageFailed e => new(
                LogLevel.Error,
                $"{e.Node}: cannot be stored in '{e.Folder}'{Room(e.FreeBytes)}: {Cause(e.Cause)}; counting goes on, and they are stored as soon as that works again"
            ),
            StorageRecovered e => new(LogLevel.Information, $"{e.Node}: are stored again"),
            DatabaseSetAside e => new(
                LogLevel.Error,
                $"{e.Node}: the database is damaged, is now called '{e.File}', and a new one was begun; what subscribers had not read yet is in the old one alone, and new windows are numbered from {e.Newest + 1}"
            ),
            HeldBackSetAside e => new(
                LogLevel.Error,
                $"{e.Node}: what was held back, for it was about too few, is damaged and now called '{e.File}'; those people are in the windows' visitors, and will be in no cell"
            ),
            ClockJumped e => new(
                LogLevel.Warning,
                $"{e.Node}: the clock was set {Write(e.By.Duration())} {(e.By > TimeSpan.Zero ? "forward" : "back")}; counting goes on, and the next window begins at the new time"
            ),
            RolloutHappened e => new(e.IsTrouble ? LogLevel.Warning : LogLevel.Information, $"{e.Node}: {e.Text}"),
            _ => new(LogLevel.Information, happened.ToString()),
        };

    private static string Cause(Exception cause) => SingleLine.Of(cause).TrimEnd('.');

    private static string Room(long? free) => free is null ? "" : Invariant($" ({free / 1e6:0.0} MB free)");

    private static string Write(TimeSpan pause) => Invariant($"{pause.TotalSeconds:0.#} s");
}
