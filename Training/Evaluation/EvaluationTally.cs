using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Training.Examples;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Evaluation;

/// <summary>Classifies faces one after the other and counts what comes out. Owns its networks; belongs to one thread.</summary>
/// <param name="models">What is judged, one model for each attribute.</param>
/// <param name="clock">Measures the time per face.</param>
internal sealed class EvaluationTally(IEnumerable<FaceModel> models, TimeProvider clock) : IDisposable
{
    private readonly Judged[] all = [.. models.Select(model => new Judged(model))];
    private readonly List<double> milliseconds = [];
    private int missed;

    /// <summary>Rows so far.</summary>
    public int Rows => milliseconds.Count + missed;

    /// <summary>Classifies one face and compares it with its labels.</summary>
    public void Add(LocatedFace face)
    {
        if (face.Face is not { } found)
        {
            missed++;
            return;
        }

        var began = clock.GetTimestamp();
        int[] said = [.. all.Select(model => Classify(model.Network, face.Picture, found))];
        milliseconds.Add(clock.GetElapsedTime(began).TotalMilliseconds);
        foreach (var (model, predicted) in all.Zip(said))
        {
            if (model.Attribute.LabelOf(face.Label) is { } actual)
            {
                model.Confusion.Add(actual, predicted);
            }
        }
    }

    /// <summary>The results so far.</summary>
    public EvaluationReport Report() =>
        new()
        {
            Faces = milliseconds.Count,
            Missed = missed,
            Attributes =
            [
                .. all.Where(model => model.Confusion.Total > 0)
                    .Select(model => new AttributeFigures(model.Attribute, model.Confusion)),
            ],
            MsPerFace = milliseconds.Order().ElementAtOrDefault(milliseconds.Count / 2),
        };

    public void Dispose() => Array.ForEach(all, model => model.Network.Dispose());

    private static int Classify(FaceNetwork network, Mat picture, FaceDetection face)
    {
        var probabilities = network.Classify(picture, face);
        return probabilities.IndexOf(probabilities.Max());
    }

    private sealed class Judged(FaceModel model)
    {
        public TrainingAttribute Attribute { get; } = TrainingAttribute.Of(model.Manifest);

        public FaceNetwork Network { get; } = new(model);

        public ConfusionMatrix Confusion { get; } = new(model.Manifest.Labels.Count);
    }
}
