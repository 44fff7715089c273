using System.Text.Json;
using Vitrine.Models;
using Vitrine.Tests.Architecture;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Models;

/// <summary>The models that come with Vitrine.</summary>
public sealed class BundledModelTests
{
    private const long MostBytes = 12_000_000;

    private static readonly string Folder = Path.Combine(SourceTree.Root, "models");

    public static TheoryData<string> Tasks => ["age", "gender"];

    [Fact]
    public void They_are_small_enough_to_be_kept_with_the_source() =>
        Assert.InRange(Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length), 1, MostBytes);

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Each_is_what_its_manifest_says_and_classifies(string task)
    {
        var model = FaceModel.Open(Path.Combine(Folder, task + ".onnx"));
        using var network = new FaceNetwork(model);
        using var picture = new OpenCvSharp.Mat(64, 64, OpenCvSharp.MatType.CV_8UC3, OpenCvSharp.Scalar.Gray);

        var probabilities = network.Classify(picture, new Vitrine.Vision.Box(8, 8, 48, 48));

        Assert.Equal(model.Manifest.Labels.Count, probabilities.Length);
        Assert.InRange(probabilities.Sum(), 0.98f, 1.02f);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Each_card_names_its_parents_its_figures_and_its_licence(string task)
    {
        using var card = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, task + ".json")));
        var root = card.RootElement;

        Assert.Contains("research", root.GetProperty("licence").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, root.GetProperty("parents").GetProperty("datasets").GetArrayLength());
        Assert.Equal(2, root.GetProperty("metrics").EnumerateObject().Count());
        Assert.NotEmpty(root.GetProperty("limits").EnumerateArray());
        Assert.True(File.Exists(Path.Combine(Folder, task + ".md")));
    }
}
