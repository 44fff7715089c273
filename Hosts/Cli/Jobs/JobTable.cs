using Spectre.Console;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

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
            new TableColumn("task").NoWrap(),
            new TableColumn("state").NoWrap(),
            new TableColumn("epoch").RightAligned(),
            new TableColumn("best").RightAligned(),
            new TableColumn("submitted").NoWrap()
        );
        if (hasSweeps)
        {
            table.AddColumn("sweep");
        }

        table.AddColumn("now, or why");
        foreach (var job in jobs)
        {
            string[] cells =
            [
                job.Id,
                job.Task,
                job.State.Name,
                JobText.Epochs(job),
                JobText.Best(job),
                JobText.ShortTime(job.Submitted),
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

    // Which worker has it, job show prints.
    private static string What(JobSummary job) =>
        job.State.IsRunning ? JobText.Doing(job)
        : job.State is JobState.Done || job.Attempt == 0 ? string.Empty
        : job.Cause;
}
