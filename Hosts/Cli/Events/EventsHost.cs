using Akka.Configuration;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>Runs <c>events</c> on the process's own output.</summary>
public static class EventsHost
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Runs until everything asked for is printed, the reader has gone, or the process is stopped.</summary>
    /// <returns>0; 1 when the device cannot be reached and is not to be waited for.</returns>
    /// <exception cref="BadInputException">An argument cannot be used, or the device refuses.</exception>
    public static async Task<int> RunAsync(EventsArguments arguments, CancellationToken stop)
    {
        var config = arguments.Config is { } file ? HoconText.Read(file) : Config.Empty;
        await using var output = new StandardOutput();
        var printer = new EventsPrinter(output, new LastPrinted(arguments.State), arguments.After, arguments.Count);
        var reading = new EventsReading(arguments, config, printer, System.Console.Error, TimeProvider.System);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var look = TimeProvider.System.CreateTimer(_ => Look(closed), null, LookEvery, LookEvery);
        try
        {
            return await reading.RunAsync(closed.Token);
        }
        catch (Exception ended) when (ended is ClosedPipeException or OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>Whoever read the output may have ended long before the next window.</summary>
    private static void Look(CancellationTokenSource closed)
    {
        if (StandardOutput.IsClosed)
        {
            closed.Cancel();
        }
    }
}
