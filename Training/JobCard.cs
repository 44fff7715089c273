using System.Security.Cryptography;
using System.Text;
using Vitrine.Jobs;
using Vitrine.Models;
using Vitrine.Training.Examples;
using Vitrine.Training.Packaging;
using Vitrine.Wire;

namespace Vitrine.Training;

/// <summary>What is on the card of a job's models besides their figures.</summary>
internal static class JobCard
{
    /// <summary>The card's facts.</summary>
    public static CardFacts Of(TrainingJob job, ExampleSplits examples) =>
        new()
        {
            Parents = new ModelParents
            {
                Job = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JobFile.Text(job))))[..16],
                Datasets = [.. examples.DataSets.Select(set => new ParentDataset(set.Name, set.Hash, set.Seed))],
                Pretrained =
                    job.Pretrained.Length > 0
                        ? new ParentFile(Path.GetFileName(job.Pretrained), HashOf(job.Pretrained))
                        : null,
            },
            Detector = examples.Detector,
            IntendedUse =
                $"Counting the people in front of a shop window by {(IsKnown(job) ? "age group and gender" : job.Task)}, on the device that sees them, as aggregates. Never to identify, select or treat any one person.",
            Limits =
            [
                $"It estimates what faces look like by the labels of its data sets, not who people are{(IsKnown(job) ? "; it knows two genders only" : "")}.",
                "It is less accurate for groups that its data sets lack or seldom show; see the recall of each class.",
                .. IsKnown(job) ? ["Ages between two groups have no class of their own."] : Array.Empty<string>(),
                "It is less accurate than its figures for faces seen from the side, in poor light, covered, or smaller than 40 pixels.",
            ],
            Licence =
                "Research data only: trained on data sets that allow research use and nothing else; check their terms before any other use.",
        };

    private static bool IsKnown(TrainingJob job) => FaceAttribute.Find(job.Task) is not null;

    private static string HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"--pretrained '{path}' cannot be read: {missing.Message}; the models' card names its hash",
                missing
            );
        }
    }
}
