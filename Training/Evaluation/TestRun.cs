using System.Text.Json.Nodes;
using Vitrine.Models;
using Vitrine.Training.Examples;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Packaging;
using Vitrine.Vision.Attributes;

namespace Vitrine.Training.Evaluation;

/// <summary>Judges a packaged model on the test splits, through the edge's own code.</summary>
public sealed class TestRun(ExampleSplits examples, int threads, IRunProgress progress)
{
    private readonly Dictionary<FaceModel, IReadOnlyList<Answer>> known = [];

    /// <summary>The model's answers to all test examples that have a label; it runs once.</summary>
    public IReadOnlyList<Answer> Answers(FaceModel model) =>
        known.TryGetValue(model, out var answers) ? answers : known[model] = Ask(model);

    /// <summary>The figures of each data set that has labels to judge by.</summary>
    public IReadOnlyList<TestFigures> Figures(FaceModel model)
    {
        return
        [
            .. Answers(model)
                .GroupBy(answer => answer.Example.DataSet)
                .OrderBy(set => set.Key)
                .Select(set => new TestFigures(
                    examples.DataSets[set.Key].Name,
                    TrainingAttribute.Of(model.Manifest),
                    [.. set]
                )),
        ];
    }

    /// <summary>For a package: the accuracy over all test examples, and each data set's figures.</summary>
    public Measurement Measure(FaceModel model)
    {
        var figures = Figures(model);
        var right = figures.Sum(set => set.Confusion.Accuracy * set.Confusion.Total);
        var metrics = new JsonObject(figures.Select(set => KeyValuePair.Create(set.DataSet, (JsonNode?)set.ToJson())));
        return new Measurement(right / figures.Sum(set => set.Confusion.Total), metrics);
    }

    private IReadOnlyList<Answer> Ask(FaceModel model)
    {
        var answers = new Answer?[examples.Test.Count];
        EachFace.Do(
            answers.Length,
            threads,
            () => new FaceNetwork(model),
            (index, network) =>
            {
                var example = examples.Test[index];
                using var picture = FaceReader.Read(example.Path);
                answers[index] = new Answer(example, [.. network.Classify(picture, example.Detection)]);
                progress.Heartbeat();
            },
            network => network.Dispose(),
            CancellationToken.None
        );
        return [.. answers.OfType<Answer>().Where(answer => answer.Example.Label is not null)];
    }
}

/// <summary>A model's answer to an example.</summary>
/// <param name="Example">The example; it has a label.</param>
/// <param name="Probabilities">One for each class.</param>
public sealed record Answer(Example Example, IReadOnlyList<float> Probabilities)
{
    /// <summary>The likeliest class.</summary>
    public int Predicted { get; } = Probabilities.ToList().IndexOf(Probabilities.Max());
}
