using Akka.Configuration;
using Microsoft.Win32.SafeHandles;

namespace Vitrine.Hosts.Console.Events;

/// <summary>Runs <c>events</c> on the process's own output.</summary>
public static class EventsHost
{
    /// <summary>Runs until everything asked for is printed, the reader has gone, or the process is told to stop.</summary>
    /// <returns>0; 1 when the device cannot be reached and is not to be waited for.</returns>
    /// <exception cref="BadInputException">An argument cannot be used, or the device refuses.</exception>
    public static async Task<int> RunAsync(EventsArguments arguments, CancellationToken stop)
    {
        // Not the console's own stream, which says nothing when the pipe is closed.
        using var handle = new SafeFileHandle(1, ownsHandle: false);
        await using var output = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        var printer = new EventsPrinter(output, new LastPrinted(arguments.State), arguments.After, arguments.Count);
        var reading = new EventsReading(
            arguments,
            Read(arguments.Config),
            printer,
            System.Console.Error,
            TimeProvider.System
        );
        try
        {
            return await reading.RunAsync(stop);
        }
        catch (ClosedPipeException)
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static Config Read(string? file)
    {
        try
        {
            return file is null ? Config.Empty : ConfigurationFactory.ParseString(File.ReadAllText(file));
        }
        catch (Exception unreadable)
        {
            throw new BadInputException($"--config '{file}' cannot be used: {unreadable.Message}", unreadable);
        }
    }
}
