using System.Globalization;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>The one owner of the terminal: lines scroll by, a live status stays below them where there is a real terminal.</summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">Gives the time.</param>
/// <param name="isJournal">Whether lines go to systemd's journal, which knows the time itself and takes the level from the line's beginning.</param>
public sealed class OperatorTerminal(IAnsiConsole console, TimeProvider clock, bool isJournal = false)
{
    private readonly Lock gate = new();

    /// <summary>The terminal of this process; where systemd took it for the journal, it says so in the environment (systemd.exec(5)).</summary>
    public static OperatorTerminal OfProcess() =>
        new(
            AnsiConsole.Console,
            TimeProvider.System,
            Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null && Console.IsOutputRedirected
        );

    /// <summary>Whether lines go to systemd's journal.</summary>
    public bool IsJournal => isJournal;

    /// <summary>Whether a status can be drawn and drawn again.</summary>
    public bool IsLive => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;

    /// <summary>Writes one line with its time and, unless it is only for information, its level.</summary>
    public void Say(LogLevel level, string text)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var line = isJournal
            ? $"<{Priority(level)}>{text}"
            : level switch
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

    // As syslog(3) numbers them, and sd-daemon(3) writes them.
    private static int Priority(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => 2,
            LogLevel.Error => 3,
            LogLevel.Warning => 4,
            LogLevel.Information => 6,
            _ => 7,
        };

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
