using System.Globalization;
using Spectre.Console;
using Vitrine.Jobs;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The jobs of a sweep by best validation accuracy, with the settings in which they differ. Pure.</summary>
internal static class SweepTable
{
    /// <summary>The best first; those without an epoch last, each in the order in which they were submitted.</summary>
    public static IEnumerable<JobDetails> Ranked(IEnumerable<JobDetails> jobs) =>
        jobs.OrderByDescending(job => job.Summary.HasBestAccuracy ? job.Summary.BestAccuracy : -1);

    /// <summary>The hyper-parameters that are not the same in all jobs.</summary>
    public static IReadOnlyList<Hyperparameter> Differing(IReadOnlyList<JobDetails> jobs) =>
        [.. Hyperparameters.All.Where(parameter => jobs.Select(job => parameter.In(job.Job)).Distinct().Skip(1).Any())];

    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<JobDetails> jobs)
    {
        var differing = Differing(jobs);
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns(
            new TableColumn("rank").RightAligned(),
            new TableColumn("best accuracy").RightAligned(),
            new TableColumn("job").NoWrap()
        );
        table.AddColumns([.. differing.Select(parameter => new TableColumn(parameter.Name).RightAligned())]);
        table.AddColumns(new TableColumn("epoch").RightAligned(), new TableColumn("state"));
        var rank = 0;
        foreach (var job in Ranked(jobs))
        {
            string[] cells =
            [
                job.Summary.HasBestAccuracy ? (++rank).ToString(CultureInfo.InvariantCulture) : "–",
                JobText.Best(job.Summary),
                job.Summary.Id,
                .. differing.Select(parameter => Invariant($"{parameter.In(job.Job)}")),
                JobText.Epochs(job.Summary),
                job.Summary.State.Name,
            ];
            table.AddRow(cells.Select(cell => new Text(cell, JobTable.StyleOf(job.Summary.State))));
        }

        return table;
    }
}
