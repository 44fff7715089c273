using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Each event as a line of JSON, for programs.</summary>
internal sealed class JsonView(Output output) : IWatchView
{
    /// <inheritdoc />
    public void Take(JobEvent happened) => output.Json(happened);

    /// <inheritdoc />
    public void Take(JobDetails job) { }

    /// <inheritdoc />
    public void Say(string line) => output.Note(line);

    /// <inheritdoc />
    public void Dispose() { }
}
