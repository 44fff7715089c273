using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;
using Vitrine.Training.Packaging;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Training;

/// <summary>A run's messages.</summary>
internal static class RunReport
{
    /// <summary>What it learns from.</summary>
    public static string Of(ExampleSplits examples) =>
        $"{examples.Training.Count} faces to learn from, {examples.Validation.Count} to choose by, {examples.Test.Count} to be judged by; of those without a box the detector found {examples.Found}, {examples.NotFound} got the middle of their picture";

    /// <summary>What a run without pretrained weights begins with.</summary>
    public static string OfRandomWeights(TrainingJob job) =>
        "no --pretrained weights: training begins with random ones, and needs far more pictures and epochs"
        + (job.Freeze > 0 ? $"; the first {job.Freeze} features stay random, --freeze 0 trains them too" : "");

    /// <summary>The result.</summary>
    public static IEnumerable<string> Of(Package package, IEnumerable<TestFigures> figures) =>
        [
            .. figures.SelectMany(set => set.ToLines()),
            Invariant(
                $"ONNX against the trained network: largest probability difference {package.Full.Export.LargestDifference:0.0e0} on {package.Full.Export.ParityFaces} faces"
            ),
            Invariant(
                $"int8 against float32: accuracy {package.Quantized.Measurement.Accuracy:0.0000} against {package.Full.Measurement.Accuracy:0.0000}, size {package.SizeRatio:0.00}, {package.Speedup:0.00} times as fast ({package.Quantized.Export.MillisecondsPerFace:0.00} ms against {package.Full.Export.MillisecondsPerFace:0.00} ms a face, one thread)"
            ),
            $"for use: {PrecisionName.Of(package.Better.Precision)}",
        ];
}
