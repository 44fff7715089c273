using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;

namespace Vitrine.Training.Evaluation;

/// <summary>Classifies faces one after the other and counts what comes out. Belongs to one thread.</summary>
/// <param name="age">Tells the age group; null: nobody does.</param>
/// <param name="gender">Tells the gender; null: nobody does.</param>
/// <param name="clock">Measures the time per face.</param>
internal sealed class EvaluationTally(FaceNetwork? age, FaceNetwork? gender, TimeProvider clock)
{
    private readonly Confusion ages = new(Demography.AgeGroups.Count);
    private readonly Confusion genders = new(Demography.Genders.Count);
    private readonly List<double> milliseconds = [];
    private int missed;

    /// <summary>Rows so far.</summary>
    public int Rows => milliseconds.Count + missed;

    /// <summary>Classifies one face and compares it with its labels.</summary>
    public void Add(LocatedFace face)
    {
        if (face.Box is not { } box)
        {
            missed++;
            return;
        }

        var began = clock.GetTimestamp();
        var group = Classify(age, face.Picture, box);
        var sex = Classify(gender, face.Picture, box);
        milliseconds.Add(clock.GetElapsedTime(began).TotalMilliseconds);
        Count(ages, face.Label.Group, group);
        Count(genders, face.Label.Gender, sex);
    }

    /// <summary>What it came to.</summary>
    public EvaluationReport Report() =>
        new()
        {
            Faces = milliseconds.Count,
            Missed = missed,
            Age = ages.Total > 0 ? ages : null,
            Gender = genders.Total > 0 ? genders : null,
            MsPerFace = milliseconds.Order().ElementAtOrDefault(milliseconds.Count / 2),
        };

    private static int? Classify(FaceNetwork? network, Mat picture, Box box)
    {
        var probabilities = network?.Classify(picture, box);
        return probabilities is { } given ? given.IndexOf(given.Max()) : null;
    }

    private static void Count(Confusion confusion, int? actual, int? predicted)
    {
        if (actual is { } label && predicted is { } said)
        {
            confusion.Add(label, said);
        }
    }
}
