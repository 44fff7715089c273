using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>Puts windows into one message that Akka.Remote takes. Pure.</summary>
internal static class WindowPage
{
    /// <summary>Bytes of windows in a message, at the most: what a frame takes, less what goes around them.</summary>
    public const int MostBytes = RemotePort.FrameSize * 3 / 4;

    /// <summary>The first windows, as many as fit; a single one always.</summary>
    public static WindowEvents Of(IEnumerable<AggregateWindow> windows)
    {
        var (page, bytes) = (new WindowEvents(), 0);
        foreach (var window in windows)
        {
            bytes += window.CalculateSize();
            if (bytes > MostBytes && page.Windows.Count > 0)
            {
                break;
            }

            page.Windows.Add(window);
        }

        return page;
    }
}
