using System.Globalization;
using Spectre.Console;
using static System.FormattableString;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>A sample as a table for a terminal, or as one line for anything else. Pure.</summary>
public static class StatusView
{
    /// <summary>The line.</summary>
    public static string Line(StatusSample sample, string models)
    {
        var degraded = string.Join(", ", sample.Degraded);
        return Invariant(
            $"{sample.Fps:0.0} fps, latency p50 {sample.EndToEnd.P50:0.0} ms p95 {sample.EndToEnd.P95:0.0} ms (last 5 min), dropped {sample.Frames.Dropped}, failed {sample.Frames.Failed}, visitors {sample.Visitors} ({InView(sample)} in view), models: {models}{(degraded.Length > 0 ? "; DEGRADED: " + degraded : "")}"
        );
    }

    /// <summary>The table.</summary>
    public static Table Table(StatusSample sample, string title, string models)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        table.AddColumns(
            "node",
            "in",
            "out",
            "failed",
            "restarts",
            "held",
            "p50 ms\nlast 5 min",
            "p95 ms\nlast 5 min",
            "health"
        );
        foreach (var node in sample.Nodes)
        {
            var time = Latency.Of(node.ServiceTime.Recent());
            table.AddRow(
                node.Name,
                Invariant($"{node.Published(node.Received)}"),
                Invariant($"{node.Published(node.Sent)}"),
                Invariant($"{node.Published(node.Failed)}"),
                Invariant($"{node.Restarts}"),
                Invariant($"{node.Held}"),
                Invariant($"{time.P50:0.00}"),
                Invariant($"{time.P95:0.00}"),
                node.Degraded > 0 ? "[red]degraded[/]" : "[green]ok[/]"
            );
        }

        return table.Caption(
            Markup.Escape(
                Invariant(
                    $"{sample.Fps:0.0} fps · p50 {sample.EndToEnd.P50:0.0} ms (last 5 min) · dropped {sample.Frames.Dropped} · visitors {sample.Visitors} ({InView(sample)} in view) · models: {models}"
                )
            )
        );
    }

    private static string InView(StatusSample sample) => sample.InView?.ToString(CultureInfo.InvariantCulture) ?? "few";
}
