using System.Text;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>
/// Prints windows above the last number, each once, and keeps that number. Whoever restarts with it goes on exactly after.
/// </summary>
/// <param name="output">Takes a line for each.</param>
/// <param name="kept">Keeps the last number.</param>
/// <param name="after">The last number that the reader has already, where none is kept.</param>
/// <param name="count">Windows to print at the most; null: no end.</param>
internal sealed class EventsPrinter(Stream output, LastPrinted kept, long after, long? count)
{
    private long printed;

    /// <summary>The last number printed, or had already.</summary>
    public long Last { get; private set; } = kept.Read() ?? after;

    /// <summary>Whether as many were printed as were asked for.</summary>
    public bool IsDone => printed >= count;

    /// <summary>Prints what is new of a page.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any longer.</exception>
    public async Task PrintAsync(WindowEvents page, CancellationToken stop)
    {
        foreach (var window in page.Windows.Where(window => window.Sequence > Last))
        {
            if (IsDone)
            {
                return;
            }

            await output.WriteAsync(Encoding.UTF8.GetBytes($"{WindowJson.Text(window)}\n"), stop);
            Last = window.Sequence;
            kept.Keep(Last);
            printed++;
        }
    }
}
