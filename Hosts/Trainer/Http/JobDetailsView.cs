using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A job with all there is; see JobDetails in jobs.proto.</summary>
/// <param name="Job">In short.</param>
/// <param name="Key">Its client's key.</param>
/// <param name="Data">The folders that it learns from.</param>
/// <param name="Pretrained">Where its first weights are from; null: they are random.</param>
/// <param name="Settings">Every hyper-parameter, by its option's name.</param>
/// <param name="Needs">What a worker must offer.</param>
/// <param name="Artefacts">What it left that the page gives out.</param>
/// <param name="FirstEvent">The oldest event that is kept.</param>
/// <param name="LastEvent">The newest.</param>
internal sealed record JobDetailsView(
    JobView Job,
    string Key,
    IReadOnlyList<string> Data,
    string? Pretrained,
    IReadOnlyDictionary<string, object> Settings,
    NeedsView Needs,
    IReadOnlyList<ArtefactView> Artefacts,
    long FirstEvent,
    long LastEvent
)
{
    public static JobDetailsView Of(JobDetails job) =>
        new(
            JobView.Of(job.Summary),
            job.Key,
            job.Job.Data,
            ViewJson.Text(job.Job.Pretrained),
            SettingsOf(job.Job),
            NeedsView.Of(job.Needs ?? new Requirements()),
            [.. job.Artefacts.Select(ArtefactView.Of).OfType<ArtefactView>()],
            job.FirstEvent,
            job.LastEvent
        );

    /// <summary>Every hyper-parameter, by its option's name.</summary>
    public static IReadOnlyDictionary<string, object> SettingsOf(TrainingJob job) =>
        Hyperparameters.All.ToDictionary(setting => setting.Name, setting => setting.In(job), StringComparer.Ordinal);
}
