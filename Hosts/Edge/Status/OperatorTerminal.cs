using System.Globalization;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>The one owner of the terminal: lines scroll by, a live status stays below them where there is a real terminal.</summary>
public sealed class OperatorTerminal(IAnsiConsole console, TimeProvider clock)
{
    private readonly Lock gate = new();

    /// <summary>Whether a status can be drawn and drawn again.</summary>
    public bool IsLive => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;

    /// <summary>Writes one line with its time and, unless it is only for information, its level.</summary>
    public void Say(LogLevel level, string text)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var line = level switch
        {
            LogLevel.Critical or LogLevel.Error => $"{time} ERROR {text}",
            LogLevel.Warning => $"{time} WARN  {text}",
            _ => $"{time} {text}",
        };
        var style = level switch
        {
            >= LogLevel.Error => new Style(Color.Red),
            LogLevel.Warning => new Style(Color.Yellow),
            _ => Style.Plain,
        };
        try
        {
            Write(line, style);
        }
        catch (IOException)
        {
            // A log that cannot be written, for example on a full disk, must not stop the counting.
        }
    }

    private void Write(string line, Style style)
    {
        lock (gate)
        {
            if (IsLive)
            {
                // Padded, so that nothing of the status that stood there is left behind it.
                console.Write(new Text(line.PadRight(console.Profile.Width - 1) + Environment.NewLine, style));
            }
            else
            {
                // A file or a pipe takes the line as it is, however long.
                console.Profile.Out.Writer.WriteLine(line);
            }
        }
    }

    /// <summary>Draws a status again and again below the lines, until cancelled.</summary>
    /// <param name="draw">Makes the status as it is now.</param>
    /// <param name="every">Time between two drawings.</param>
    /// <param name="stop">Ends it.</param>
    public Task ShowAsync(Func<Table> draw, TimeSpan every, CancellationToken stop) =>
        console
            .Live(draw())
            .AutoClear(enabled: true)
            .StartAsync(async live =>
            {
                using var timer = new PeriodicTimer(every, clock);
                while (await NextAsync(timer, stop))
                {
                    lock (gate)
                    {
                        live.UpdateTarget(draw());
                    }
                }
            });

    /// <summary>Waits for the next tick; false once cancelled.</summary>
    internal static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
