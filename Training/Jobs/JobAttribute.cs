using Google.Protobuf.Collections;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>What a job is to estimate, as far as it can be judged without its data.</summary>
#pragma warning disable CA1711 // An attribute of a face, and no attribute of the language.
public static class JobAttribute
{
    /// <summary>Whether a text can be a label that a list and the command line can hold, too: no comma, no space around.</summary>
    public static bool IsLabel(string text) =>
        FaceAttribute.IsLabel(text)
        && text.Length == text.Trim().Length
        && !text.Contains(',', StringComparison.Ordinal);

    /// <summary>The task of a job that trains a detector instead of an attribute's model.</summary>
    public const string Detector = "faces";

    /// <summary>Whether a job trains a detector.</summary>
    public static bool IsDetector(TrainingJob job) => job.Task is Detector;

    /// <summary>Whether the attribute is known in years, so that a loss over years can be had.</summary>
    public static bool HasYears(TrainingJob job) => IsOf(job, FaceAttribute.Age);

    /// <summary>Makes sure that the task is an attribute's name and that its labels can be.</summary>
    /// <exception cref="BadInputException">They cannot.</exception>
    public static void Require(TrainingJob job)
    {
        if (IsDetector(job))
        {
            RequireNothingElse(job);
            return;
        }

        if (!FaceAttribute.IsName(job.Task))
        {
            throw new BadInputException(
                job.Task.Length == 0
                    ? "--task '' names nothing: give age, gender, faces (a detector), or a column of the lists"
                    : $"--task '{Cut(job.Task)}' is no attribute: give age, gender, faces (a detector), or a column of the lists, 1 to 40 of a-z, 0-9 and '-', and none of {string.Join(", ", FaceAttribute.Reserved)}"
            );
        }

        if (FaceAttribute.Find(job.Task) is { } known)
        {
            RequireNoOther(job, known);
        }
        else if (job.Labels.Count > 0)
        {
            RequireLabels(job.Labels);
        }
    }

    private static bool IsOf(TrainingJob job, FaceAttribute attribute) =>
        job.Task.Equals(attribute.Name, StringComparison.Ordinal);

    private static string Cut(string text) =>
        text.Length <= FaceAttribute.LongestLabel ? text : text[..FaceAttribute.LongestLabel] + "…";

    private static void RequireNoOther(TrainingJob job, FaceAttribute known)
    {
        if (job.Labels.Count > 0 || job.Ordinal)
        {
            throw new BadInputException(
                $"--labels and --ordinal are for other attributes: {known.Name} always has the labels {string.Join(", ", known.Labels)}"
            );
        }
    }

    private static void RequireNothingElse(TrainingJob job)
    {
        if (job.Labels.Count > 0 || job.Ordinal || job.Pretrained.Length > 0 || job.Yunet.Length > 0)
        {
            throw new BadInputException(
                $"--labels, --ordinal, --pretrained and --yunet are for attributes: --task {Detector} trains a detector"
            );
        }
    }

    private static void RequireLabels(RepeatedField<string> labels)
    {
        if (labels.FirstOrDefault(label => !IsLabel(label)) is { } wrong)
        {
            throw new BadInputException(
                $"--labels: '{Cut(wrong)}' is no label: 1 to {FaceAttribute.LongestLabel} characters on one line, no comma, no space around, and not 'unknown'"
            );
        }

        var different = labels.Distinct(StringComparer.Ordinal).Count();
        if (different != labels.Count || different is < FaceAttribute.LeastLabels or > FaceAttribute.MostLabels)
        {
            throw new BadInputException(
                $"--labels needs {FaceAttribute.LeastLabels} to {FaceAttribute.MostLabels} different labels, and {labels.Count} with {different} different were given"
            );
        }
    }
}
