using System.Globalization;
using Spectre.Console;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>How a rollout stands, for people.</summary>
public static class RolloutView
{
    /// <summary>Writes it as a table.</summary>
    public static void Write(IAnsiConsole console, RolloutStatus status)
    {
        console.MarkupLineInterpolated($"{Headline(status)}");
        for (var wave = 0; wave < status.Progress.Count; wave++)
        {
            console.MarkupLineInterpolated($"  {WaveLine(wave + 1, status.Progress[wave], status.State)}");
        }

        if (status.Devices.Count == 0)
        {
            console.WriteLine("No device has dialled yet.");
            return;
        }

        WriteDevices(console, status);
        WriteEvents(console, status);
    }

    private static void WriteDevices(IAnsiConsole console, RolloutStatus status)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("device", "wave", "is", "live", "received", "why");
        foreach (var device in status.Devices)
        {
            table.AddRow(
                Markup.Escape(device.Device),
                device.Wave == 0 ? "" : device.Wave.ToString(CultureInfo.InvariantCulture),
                device.PhaseIn(status) + (device.Present ? "" : " (away)"),
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

    private static void WriteEvents(IAnsiConsole console, RolloutStatus status)
    {
        if (status.Events.Count > 0)
        {
            console.WriteLine("What went wrong on devices, and what works again, the newest first:");
        }

        foreach (var happened in status.Events)
        {
            // As it is: a line of a log is not wrapped.
            console.Profile.Out.Writer.WriteLine(
                $"  {happened.At.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm:ss}  {happened.Device}  {happened.Text}"
            );
        }
    }

    /// <summary>The rollout in one line.</summary>
    public static string Headline(RolloutStatus status) =>
        status.State is "none"
            ? "Nothing was rolled out yet."
            : $"{status.Task} version {status.Version} ({status.Release[..12]}): {status.State}, wave {status.Wave} of {status.Waves}{(status.Reason.Length > 0 ? $": {status.Reason}" : "")}";

    /// <summary>A wave in one line.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="wave">The wave.</param>
    /// <param name="state">The rollout's: once it has ended, no wave waits any more.</param>
    internal static string WaveLine(int number, WaveStatus wave, string state)
    {
        var name = number == 1 ? "canaries" : string.Create(CultureInfo.InvariantCulture, $"wave {number}");
        var devices = string.Create(
            CultureInfo.InvariantCulture,
            $"{wave.Devices} device{(wave.Devices == 1 ? "" : "s")}"
        );
        return !wave.Open ? $"{name}: {(state is "running" ? "waits" : "was not begun")} ({devices})"
            : wave.Failed == 0 ? $"{name}: {wave.Live} of {devices} live"
            : $"{name}: {wave.Live} of {devices} live, {wave.Failed} refused or reverted";
    }

    private static string Kilobytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0} kB");
}
