using System.Text.Json.Nodes;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class PackageWriterTests : IDisposable
{
    private const int Size = 32;
    private static readonly DateTimeOffset Now = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly MobileNetV2 network = DrawnNetwork.Draw(Padding.TensorFlow);

    [Fact]
    public void The_edge_reads_all_three_models()
    {
        var package = Write(Order());

        Assert.Equal(folder["float32/age.onnx"], package.Full.Model.Path);
        Assert.Equal(folder["int8/age.onnx"], package.Quantized.Model.Path);
        var used = FaceModels.Open(folder.Path)["age"]!;
        new FaceNetwork(used).Dispose();
        Assert.Equal(package.Better.Model.Manifest.Sha256, used.Manifest.Sha256);
        Assert.Equal(Demography.AgeGroups, used.Manifest.Labels);
        Assert.True(used.Manifest.Ordinal);
        Assert.Equal(new ModelDetector("haar", "frontal.xml", "aa"), used.Manifest.Detector);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories),
            file => file.EndsWith(".part", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("age.onnx")]
    [InlineData("float32/age.onnx")]
    [InlineData("int8/age.onnx")]
    public void Each_can_be_released_without_being_run_again(string file)
    {
        Write(Order());

        Assert.Equal(GoldenVectors.Usual, ReleaseMaker.Draft(folder[file]).Golden.Count);
    }

    [Fact]
    public void The_card_tells_where_the_model_came_from_and_how_well_it_does()
    {
        Write(Order());

        var full = Card("float32");
        var int8 = Card("int8");
        Assert.Equal("float32", (string?)full["precision"]);
        Assert.Equal("int8", (string?)int8["precision"]);
        Assert.Equal("2024-05-06T07:08:09+00:00", (string?)full["created"]);
        Assert.Equal("j1", (string?)full["parents"]!["job"]);
        Assert.Equal(42, (long?)full["parents"]!["datasets"]![0]!["splitSeed"]);
        Assert.Equal("w.safetensors", (string?)full["parents"]!["pretrained"]!["file"]);
        Assert.Null(full["parents"]!["quantizedFrom"]);
        Assert.Equal((string?)full["sha256"], (string?)int8["parents"]!["quantizedFrom"]!["sha256"]);
        Assert.Equal(0.75, (double?)int8["metrics"]!["drawn"]!["exact"]);
        Assert.Equal("research only", (string?)int8["licence"]);
        Assert.Equal("input", (string?)int8["input"]!["name"]);
        Assert.Equal(3, (int?)int8["export"]!["calibrationFaces"]);
    }

    [Fact]
    public void The_card_is_there_for_people_too()
    {
        Write(Order());

        var text = File.ReadAllText(folder["int8/age.md"]);

        Assert.StartsWith("# age, version 2, int8", text, StringComparison.Ordinal);
        Assert.Contains("- not for children\n", text, StringComparison.Ordinal);
        Assert.Contains("| drawn, exact | 0.75 |", text, StringComparison.Ordinal);
        Assert.Contains("hash abc, split seed 42", text, StringComparison.Ordinal);
        Assert.Contains("60+", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_is_measured_after_the_edge_could_read_it()
    {
        var measured = new List<string>();

        Write(
            Order() with
            {
                Measure = model =>
                {
                    measured.Add(FaceModel.Open(model.Path).Path);
                    return new Measurement(0.5, []);
                },
            }
        );

        Assert.Equal([folder["float32/age.onnx"], folder["int8/age.onnx"]], measured);
    }

    [Fact]
    public void Float32_is_for_use_where_int8_loses_too_much()
    {
        Write(Order() with { Measure = m => new Measurement(m.Path.Contains("int8") ? 0.6 : 0.7, []) });

        Assert.Equal("float32", (string?)JsonNode.Parse(File.ReadAllText(folder["age.json"]))!["precision"]);
    }

    [Fact]
    public void A_model_that_was_changed_afterwards_is_refused()
    {
        Write(Order());
        var bytes = File.ReadAllBytes(folder["age.onnx"]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(folder["age.onnx"], bytes);

        var refused = Assert.Throws<InvalidModelException>(() => FaceModels.Open(folder.Path));

        OneLine.Says(refused.Message, "age.onnx");
    }

    [Fact]
    public void A_network_in_another_mode_or_with_other_labels_is_written_for_nobody()
    {
        Assert.Throws<InvalidModelException>(() =>
            Write(Order() with { Attribute = FaceAttribute.Age with { Labels = ["young", "old"] } })
        );
        network.train();
        Assert.Throws<ArgumentException>(() => Write(Order()));

        Assert.False(File.Exists(folder["age.onnx"]));
    }

    [Fact]
    public void A_package_that_is_compared_on_no_faces_is_not_written()
    {
        Assert.Throws<InvalidOperationException>(() => Write(Order() with { ParityFaces = [] }));

        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    private Package Write(PackageOrder order) => PackageWriter.Write(order, folder.Path, new FixedTime());

    private JsonNode Card(string precision) =>
        JsonNode.Parse(File.ReadAllText(folder[Path.Combine(precision, "age.json")]))!;

    private PackageOrder Order() =>
        new()
        {
            Network = network,
            Attribute = FaceAttribute.Age,
            Input = new ModelInput
            {
                Name = "pixels",
                Width = Size,
                Height = Size,
                CropMargin = 1.25,
                Scale = 1 / 127.5,
                Mean = [127.5, 127.5, 127.5],
            },
            Facts = new CardFacts
            {
                Version = 2,
                Parents = new ModelParents
                {
                    Job = "j1",
                    Datasets = [new ParentDataset("drawn", "abc", 42)],
                    Pretrained = new ParentFile("w.safetensors", "def"),
                },
                Detector = new ModelDetector("haar", "frontal.xml", "aa"),
                IntendedUse = "Tests.",
                Limits = ["not for children"],
                Licence = "research only",
            },
            CalibrationFaces = DrawnNetwork.Faces(3, Size, Size),
            ParityFaces = DrawnNetwork.Faces(4, Size, Size),
            Measure = _ => new Measurement(0.75, new JsonObject { ["drawn"] = new JsonObject { ["exact"] = 0.75 } }),
        };

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
