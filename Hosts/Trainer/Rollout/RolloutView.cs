using System.Globalization;
using Spectre.Console;
using Vitrine.Protocol;

namespace Vitrine.Hosts.Trainer.Rollout;

/// <summary>How a rollout stands, for people.</summary>
public static class RolloutView
{
    /// <summary>Writes it as a table.</summary>
    public static void Write(IAnsiConsole console, RolloutStatus status)
    {
        console.MarkupLineInterpolated($"{Headline(status)}");
        if (status.Devices.Count == 0)
        {
            console.WriteLine("No device has dialled yet.");
            return;
        }

        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("device", "wave", "is", "live", "received", "why");
        foreach (var device in status.Devices)
        {
            table.AddRow(
                Markup.Escape(device.Device),
                device.Wave == 0 ? "" : device.Wave.ToString(CultureInfo.InvariantCulture),
                device.Present ? PhaseOf(device) : PhaseOf(device) + " (away)",
                device.LiveVersion == 0 ? "" : $"version {device.LiveVersion}",
                device.ReceivedBytes == 0 ? "" : Kilobytes(device.ReceivedBytes),
                Markup.Escape(device.Reason)
            );
        }

        console.Write(table);
        if (status.More > 0)
        {
            console.WriteLine($"… and {status.More} more.");
        }
    }

    /// <summary>The rollout in one line.</summary>
    public static string Headline(RolloutStatus status) =>
        status.State is "none"
            ? "Nothing was rolled out yet."
            : $"{status.Task} version {status.Version} ({status.Release[..12]}): {status.State}, wave {status.Wave} of {status.Waves}{(status.Reason.Length > 0 ? $": {status.Reason}" : "")}";

    private static string PhaseOf(DeviceStatus device) =>
        device.Phase is RolloutPhase.Unknown
            ? device.Wave == 0
                ? "waiting for its wave"
                : "offered"
            : device.Phase.ToString().ToLowerInvariant();

    private static string Kilobytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0} kB");
}
