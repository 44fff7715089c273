using Spectre.Console;
using Vitrine.Protocol;
using Vitrine.Training.Cluster.Queue;

namespace Vitrine.Hosts.Trainer.Jobs.Listing;

/// <summary>Jobs as a table, one row each.</summary>
internal static class JobTable
{
    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<JobSummary> jobs)
    {
        var table = new Table().Border(TableBorder.Rounded);
        var hasSweeps = jobs.Any(job => job.Sweep.Length > 0);
        table.AddColumns(
            new TableColumn("job").NoWrap(),
            new TableColumn("task"),
            new TableColumn("state"),
            new TableColumn("epoch").RightAligned(),
            new TableColumn("best").RightAligned(),
            new TableColumn("submitted")
        );
        if (hasSweeps)
        {
            table.AddColumn("sweep");
        }

        table.AddColumn("what");
        foreach (var job in jobs)
        {
            string[] cells =
            [
                job.Id,
                job.Task,
                job.State.Name,
                JobText.Epochs(job),
                JobText.Best(job),
                JobText.Time(job.Submitted),
                .. hasSweeps ? [job.Sweep] : Array.Empty<string>(),
                What(job),
            ];
            table.AddRow(cells.Select(cell => new Text(cell, StyleOf(job.State))));
        }

        return table;
    }

    /// <summary>A state's colour.</summary>
    public static Style StyleOf(JobState state) =>
        state switch
        {
            JobState.Done => new Style(Color.Green),
            JobState.Failed => new Style(Color.Red),
            JobState.Cancelled => new Style(Color.Grey),
            _ => Style.Plain,
        };

    private static string What(JobSummary job) =>
        job.State.IsRunning ? $"{JobText.Doing(job)} on {job.Worker}".TrimStart()
        : job.State is JobState.Done ? string.Empty
        : job.Cause;
}
