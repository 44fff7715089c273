using System.Text.Json.Nodes;
using Vitrine.Models;
using Vitrine.Training.Packaging;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class PackageTests
{
    [Theory]
    [InlineData(0.80, 0.795, 1.2, Precision.Quantized)]
    [InlineData(0.80, 0.85, 1.2, Precision.Quantized)]
    [InlineData(0.80, 0.785, 1.2, Precision.Full)]
    [InlineData(0.80, 0.80, 2.1, Precision.Full)]
    [InlineData(double.NaN, 0.80, 1.2, Precision.Full)]
    public void Int8_is_better_where_it_is_faster_and_loses_no_point(
        double accuracy,
        double accuracyOfInt8,
        double milliseconds,
        Precision better
    )
    {
        var package = new Package(
            Model(Precision.Full, accuracy, milliseconds: 2),
            Model(Precision.Quantized, accuracyOfInt8, milliseconds)
        );

        Assert.Equal(better, package.Better.Precision);
    }

    private static PackagedModel Model(Precision precision, double accuracy, double milliseconds) =>
        new(
            new FaceModel("age.onnx", Manifest),
            precision,
            new ExportFacts
            {
                Bytes = 1,
                MillisecondsPerFace = milliseconds,
                LargestDifference = 0,
                ParityFaces = 1,
            },
            new Measurement(accuracy, new JsonObject())
        );

    private static ModelManifest Manifest { get; } =
        new()
        {
            Task = "age",
            Labels = Demography.AgeGroups,
            Output = "probabilities",
            Sha256 = "",
            Input = new ModelInput
            {
                Name = "input",
                Width = 32,
                Height = 32,
                CropMargin = 1,
                Scale = 1,
                Mean = [0, 0, 0],
            },
        };
}
