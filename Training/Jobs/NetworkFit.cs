using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>Whether a job can go on with what another has learned: what shapes the network and its inputs must be the same.</summary>
public static class NetworkFit
{
    /// <summary>The first difference, in words; null: it can.</summary>
    /// <param name="before">The job that made the weights, complete.</param>
    /// <param name="now">The job that is to go on, complete.</param>
    public static string? Fault(TrainingJob before, TrainingJob now) =>
        Difference("--task", before.Task, now.Task)
        ?? LabelsDifference(before, now)
        ?? Difference("--width", before.Width, now.Width)
        ?? Difference("--padding", before.Padding, now.Padding)
        ?? Difference("--size", before.Size, now.Size)
        ?? Difference("--crop-margin", before.CropMargin, now.CropMargin)
        ?? Difference("--freeze", before.Freeze, now.Freeze)
        ?? Difference("--crop", CropOf(before), CropOf(now));

    // Jobs of before there was a choice.
    private static string CropOf(TrainingJob job) => job.HasCrop ? job.Crop : "box";

    // A job that names no labels takes those of the weights.
    private static string? LabelsDifference(TrainingJob before, TrainingJob now) =>
        before.Labels.Count == 0 || now.Labels.Count == 0
            ? null
            : Difference("--labels", string.Join(',', before.Labels), string.Join(',', now.Labels));

    private static string? Difference<T>(string option, T before, T now) =>
        EqualityComparer<T>.Default.Equals(before, now) ? null : $"{option} {before} there, {now} asked for";
}
