using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// What an attempt has to report, numbered from 1, until the coordinator has taken it. When it holds too much, further
/// lines are left out and counted; states, epochs and the outcome never are. Immutable.
/// </summary>
public sealed record Outbox
{
    /// <summary>Reports above which lines are left out.</summary>
    public const int Most = 500;

    /// <summary>Characters of a line, and of why an attempt ended.</summary>
    public const int LongestText = 2000;

    private const int LargestPart = 48 * 1024;

    /// <summary>Number of the first report that was not taken.</summary>
    public long First { get; private init; } = 1;

    /// <summary>Number of the newest report.</summary>
    public long Last => First + Count - 1;

    /// <summary>Whether all was taken.</summary>
    public bool IsEmpty => Reports.IsEmpty;

    private ImmutableQueue<JobReport> Reports { get; init; } = [];

    private int Count { get; init; }

    private int LeftOut { get; init; }

    /// <summary>One report more.</summary>
    public Outbox With(JobReport report)
    {
        if (report.WhatCase is not JobReport.WhatOneofCase.Line)
        {
            return SayingWhatIsMissing().Added(report);
        }

        return Count >= Most
            ? this with
            {
                LeftOut = LeftOut + 1,
            }
            : SayingWhatIsMissing().Added(new JobReport { Line = SingleLine.Of(report.Line, LongestText) });
    }

    /// <summary>The coordinator has taken all reports up to a number.</summary>
    public Outbox Taken(long number)
    {
        var rest = this;
        while (rest.First <= number && !rest.IsEmpty)
        {
            rest = rest with { First = rest.First + 1, Reports = rest.Reports.Dequeue(), Count = rest.Count - 1 };
        }

        return rest;
    }

    /// <summary>The next reports to send, as many as fit into a message.</summary>
    public JobReports Next(string worker, AssignJob order)
    {
        var part = new JobReports
        {
            Worker = worker,
            Id = order.Id,
            Attempt = order.Attempt,
            First = First,
            Secret = order.Secret,
        };
        var room = LargestPart;
        foreach (var report in Reports)
        {
            room -= report.CalculateSize();
            if (room < 0 && part.Reports.Count > 0)
            {
                break;
            }

            part.Reports.Add(report);
        }

        return part;
    }

    private Outbox SayingWhatIsMissing() =>
        LeftOut == 0
            ? this
            : (this with { LeftOut = 0 }).Added(
                new JobReport { Line = $"({LeftOut} lines were left out: the coordinator was not to be reached)" }
            );

    private Outbox Added(JobReport report) => this with { Reports = Reports.Enqueue(report), Count = Count + 1 };
}
