using Spectre.Console;
using Spectre.Console.Rendering;
using Vitrine.Jobs;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>All that is known of one job, as tables.</summary>
internal static class JobSheet
{
    /// <summary>The tables.</summary>
    public static IRenderable Of(JobDetails job) =>
        job.Artefacts.Count == 0 ? Facts(job) : new Rows(Facts(job), Artefacts(job));

    private static Table Facts(JobDetails details)
    {
        var job = details.Summary;
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        Add(table, "job", job.Id);
        Add(table, "key", details.Key);
        Add(table, "sweep", job.Sweep);
        Add(table, "state", $"{job.State.Name}, since {JobText.Time(job.Changed)}: {job.Cause}");
        Add(table, "submitted", JobText.Time(job.Submitted));
        Add(table, "worker", job.Worker.Length > 0 ? Invariant($"{job.Worker}, attempt {job.Attempt}") : string.Empty);
        Add(table, "now", job.State.IsRunning ? JobText.Doing(job) : string.Empty);
        Add(table, "epochs", JobText.Epochs(job));
        Add(table, "best accuracy", job.HasBestAccuracy ? JobText.Best(job) : string.Empty);
        Add(table, "needs", Needs(details.Needs));
        Add(table, "task", details.Job.Task);
        Add(table, "data", string.Join('\n', details.Job.Data));
        Add(table, "pretrained", details.Job.Pretrained);
        Add(table, "settings", Settings(details.Job));
        Add(table, "events", Invariant($"{details.FirstEvent} to {details.LastEvent}: ./vitrine job watch {job.Id}"));
        return table;
    }

    private static void Add(Table table, string what, string text)
    {
        if (text.Length > 0)
        {
            table.AddRow(new Text(what), new Text(text));
        }
    }

    private static string Needs(Requirements needs) =>
        string.Join(
            ", ",
            new[]
            {
                needs.Device,
                needs.Cores > 0 ? Invariant($"{needs.Cores} cores") : null,
                needs.Memory > 0 ? Invariant($"{needs.Memory / 1e9:0.0} GB of memory") : null,
                needs.Disk > 0 ? Invariant($"{needs.Disk / 1e9:0.0} GB of free disk") : null,
            }.OfType<string>()
        );

    private static string Settings(TrainingJob job)
    {
        var changed = Hyperparameters
            .All.Where(parameter => !parameter.In(job).Equals(parameter.Default))
            .Select(parameter => Invariant($"{parameter.Name} {parameter.In(job)}"));
        return string.Join(", ", changed.Append("all else as by default"));
    }

    private static Table Artefacts(JobDetails job)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns(
            new TableColumn("what it left"),
            new TableColumn("bytes").RightAligned(),
            new TableColumn("SHA-256")
        );
        foreach (var artefact in job.Artefacts)
        {
            table.AddRow(
                new Text(artefact.Name),
                new Text(Invariant($"{artefact.Bytes:N0}")),
                new Text(artefact.Sha256[..16])
            );
        }

        return table;
    }
}
