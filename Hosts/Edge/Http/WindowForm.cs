using System.Buffers;
using System.Text;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>How a list of windows is written: what comes first, each window, and what comes last.</summary>
/// <param name="Head">Before the first window.</param>
/// <param name="Text">One window.</param>
/// <param name="Between">Between two windows.</param>
/// <param name="Foot">After the last window.</param>
internal sealed record WindowForm(string Head, Func<AggregateWindow, string> Text, string Between, string Foot)
{
    /// <summary>An array, a window on each line.</summary>
    public static WindowForm Json { get; } = new("[\n", WindowJson.Text, ",\n", "\n]\n");

    /// <summary>A table. It has columns for the lines and zones of some windows, for it begins before all are read.</summary>
    public static WindowForm Csv(IReadOnlyCollection<AggregateWindow> some)
    {
        var table = new WindowCsv(some);
        return new WindowForm(table.Header + "\n", window => table.Row(window) + "\n", "", "");
    }

    /// <summary>Writes some of it.</summary>
    public static void Write(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
