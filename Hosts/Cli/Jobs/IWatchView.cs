using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Shows a job to one who watches it.</summary>
internal interface IWatchView : IDisposable
{
    /// <summary>Something happened.</summary>
    void Take(JobEvent happened);

    /// <summary>How the job stands now.</summary>
    void Take(JobDetails job);

    /// <summary>A line about the watching itself.</summary>
    void Say(string line);
}
