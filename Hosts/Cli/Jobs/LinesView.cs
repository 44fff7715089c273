using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Each event as a plain line, for files and pipes.</summary>
internal sealed class LinesView(Output output) : IWatchView
{
    /// <inheritdoc />
    public void Take(JobEvent happened) => output.Line(EventText.Of(happened));

    /// <inheritdoc />
    public void Take(JobDetails job) { }

    /// <inheritdoc />
    public void Say(string line) => output.Note(line);

    /// <inheritdoc />
    public void Dispose() { }
}
