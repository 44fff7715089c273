using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>What happened with a job, numbered from 1 without gaps; the newest are kept.</summary>
public sealed record JobHistory
{
    /// <summary>Events kept, at the most; the oldest are dropped, and <see cref="First"/> says which.</summary>
    public const int Most = 1000;

    /// <summary>The events that are kept, oldest first.</summary>
    public ImmutableList<JobEvent> Events { get; init; } = [];

    /// <summary>Number of the oldest event that is kept; 0: there is none yet.</summary>
    public long First => Events.IsEmpty ? 0 : Events[0].Number;

    /// <summary>Number of the newest event; 0: there is none yet.</summary>
    public long Last => Events.IsEmpty ? 0 : Events[^1].Number;

    /// <summary>One event more.</summary>
    /// <param name="happened">What happened; gets its number here.</param>
    /// <param name="time">When.</param>
    /// <param name="attempt">The job's attempt.</param>
    public JobHistory With(JobEvent happened, Timestamp time, long attempt)
    {
        (happened.Number, happened.Time, happened.Attempt) = (Last + 1, time, attempt);
        return this with { Events = (Events.Count < Most ? Events : Events.RemoveAt(0)).Add(happened) };
    }

    /// <summary>The events above a number, oldest first.</summary>
    /// <param name="number">The last one that the reader has; 0: none.</param>
    /// <param name="bytes">Their size together, at the most; one is given however large it is.</param>
    public IReadOnlyList<JobEvent> After(long number, int bytes)
    {
        var found = new List<JobEvent>();
        for (var index = (int)Math.Max(0, number + 1 - First); index < Events.Count; index++)
        {
            bytes -= Events[index].CalculateSize();
            if (bytes < 0 && found.Count > 0)
            {
                break;
            }

            found.Add(Events[index]);
        }

        return found;
    }
}
