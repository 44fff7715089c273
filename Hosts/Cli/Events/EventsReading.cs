using Akka.Configuration;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>Reads windows from a device and prints them; connects again for as long as it takes.</summary>
/// <param name="arguments">What to read.</param>
/// <param name="config">Akka.NET's settings that go before ours.</param>
/// <param name="printer">Prints them.</param>
/// <param name="errors">Takes a line when the device goes away, and one when it is back.</param>
/// <param name="clock">Measures the pause between two tries.</param>
internal sealed class EventsReading(
    EventsArguments arguments,
    Config config,
    EventsPrinter printer,
    TextWriter errors,
    TimeProvider clock
)
{
    /// <summary>Pause before connecting again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool isLost;

    /// <summary>Runs until everything asked for is printed.</summary>
    /// <returns>0; 1 when the device cannot be reached and is not to be waited for.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await ReadAsync(stop);
                return 0;
            }
            catch (EdgeLostException lost) when (arguments.Follow)
            {
                await SayLostAsync($"{lost.Message}; trying again until it is back");
            }
            catch (EdgeLostException lost)
            {
                await SayLostAsync(lost.Message);
                return 1;
            }
            catch (SubscriptionRefusedException refused)
            {
                throw new BadInputException($"{arguments.Edge} refuses: {refused.Message}", refused);
            }

            await Task.Delay(Pause, clock, stop);
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        await using var client = new EventsClient(arguments.Edge, printer.Last, arguments.Token, config);
        await foreach (var page in client.Pages.ReadAllAsync(stop))
        {
            await SayBackAsync();
            await printer.PrintAsync(page, stop);
            if (printer.IsDone || (page.Windows.Count == 0 && !arguments.Follow))
            {
                return;
            }

            if (page.Windows is [.., var last])
            {
                client.Acknowledge(last.Sequence);
            }
        }
    }

    private async Task SayLostAsync(string what)
    {
        if (!isLost)
        {
            await errors.WriteLineAsync($"vitrine events: {arguments.Edge} {what}");
        }

        isLost = true;
    }

    private async Task SayBackAsync()
    {
        if (isLost)
        {
            await errors.WriteLineAsync($"vitrine events: {arguments.Edge} is back; going on after {printer.Last}");
        }

        isLost = false;
    }
}
