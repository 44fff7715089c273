using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// Runs a sink: sends every window in order, the next only after the one before was delivered, and keeps that number in the file
/// NAME-cursor. So a place that goes away, or a device that does, loses nothing and is sent at most one window again. One page of
/// windows is in memory; the rest wait on the disk.
/// </summary>
/// <param name="sink">The sink; it is disposed at the end.</param>
/// <param name="feed">Has the windows.</param>
/// <param name="folder">The data folder.</param>
/// <param name="clock">Measures the pauses.</param>
/// <param name="logger">Takes a line when the place goes away, and one when it is back.</param>
public sealed class SinkService(
    IWindowSink sink,
    WindowFeed feed,
    string folder,
    TimeProvider clock,
    ILogger<SinkService> logger
) : BackgroundService
{
    /// <summary>A connection that broke while there was nothing to send is noticed within this.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>What the file begins with before a window was delivered; milliseconds since 1970 follow.</summary>
    private const string Since = "since ";

    private readonly string file = Path.Combine(folder, $"{sink.Name}-cursor");
    private BackOff backOff = BackOff.UpToAMinute;
    private long delivered;
    private bool isRefused;
    private bool isKept = true;
    private string? noticed;
    private DateTimeOffset since;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var closed = sink;
        (delivered, since) = Kept();
        var reader = new WindowReader(
            feed,
            delivered,
            clock,
            reason => Warn($"stored windows cannot be read ({reason}); trying again until they can")
        );
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendPageAsync(reader, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception cause)
            {
                OnFailed(cause);
                reader.After = delivered;
                await Task.Delay(backOff.Pause, clock, stoppingToken);
            }
        }
    }

    private async Task SendPageAsync(WindowReader reader, CancellationToken stop)
    {
        await sink.ConnectAsync(stop);
        Notice();
        var page = await reader.NextAsync(Beat, stop);
        foreach (var window in page)
        {
            if (window.End.ToDateTimeOffset() < since)
            {
                delivered = window.Sequence;
                continue;
            }

            await sink.SendAsync(window, stop);
            OnWorked();
            (delivered, since) = (window.Sequence, DateTimeOffset.MinValue);
            Keep();
        }

        if (reader.IsAtEnd)
        {
            await (page is [.., var newest] ? sink.ShowAsync(newest, stop) : ValueTask.CompletedTask);
            OnWorked();
        }
    }

    // Once, and again when it is another.
    private void Notice()
    {
        if (sink.Notice is { } line && !line.Equals(noticed, StringComparison.Ordinal))
        {
            Warn(line);
        }

        noticed = sink.Notice;
    }

    private void OnWorked()
    {
        if (backOff.Failures > 0)
        {
            logger.LogInformation(
                "{Name}: {Place} is back; going on after window {Last}",
                sink.Name,
                sink.Place,
                delivered
            );
        }

        (backOff, isRefused) = (backOff.Reset, false);
    }

    private void OnFailed(Exception cause)
    {
        var said = cause is TimeoutException ? cause : cause.GetBaseException();
        var reason = SingleLine.Of(said, SingleLine.OfPeer);
        // Whoever refuses does so until the operator changes something, which a line about a lost connection does not say.
        if (cause is BadInputException && !isRefused)
        {
            Warn($"{sink.Place} refuses windows: {reason}; they wait on the disk until it takes them");
        }
        else if (backOff.Failures == 0)
        {
            Warn($"{sink.Place} cannot be reached ({reason}); windows wait on the disk until it is back");
        }

        (backOff, isRefused) = (backOff.Next, isRefused || cause is BadInputException);
    }

    /// <summary>
    /// The last number delivered; 0: none, or nobody can tell any longer, and then everything kept is sent again. And since when windows
    /// are sent, until one was: the first start of a sink that takes no backlog, which is kept in the same file.
    /// </summary>
    private (long Delivered, DateTimeOffset Since) Kept()
    {
        try
        {
            if (!File.Exists(file))
            {
                return sink.TakesBacklog ? (0, DateTimeOffset.MinValue) : (0, Begin());
            }

            var text = File.ReadAllText(file);
            var began = text.StartsWith(Since, StringComparison.Ordinal);
            return !long.TryParse(
                    began ? text.AsSpan(Since.Length) : text,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? (0, DateTimeOffset.MinValue)
                : began ? (0, DateTimeOffset.FromUnixTimeMilliseconds(number))
                : (number, DateTimeOffset.MinValue);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Warn($"how far it got cannot be read or kept ({unreadable.Message}); windows may come again");
            return (0, DateTimeOffset.MinValue);
        }
    }

    private DateTimeOffset Begin()
    {
        var now = clock.GetUtcNow();
        PrivateFile.Replace(
            file,
            string.Create(CultureInfo.InvariantCulture, $"{Since}{now.ToUnixTimeMilliseconds()}")
        );
        return now;
    }

    /// <summary>Keeps the last number. Where that fails, a line says so, and another only after it has worked again.</summary>
    private void Keep()
    {
        try
        {
            PrivateFile.Replace(file, delivered.ToString(CultureInfo.InvariantCulture));
            isKept = true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (isKept)
            {
                Warn($"how far it got cannot be kept ({refused.Message}); after a restart windows may come again");
            }

            isKept = false;
        }
    }

    private void Warn(string line) => logger.LogWarning("{Name}: {Line}", sink.Name, line);
}
