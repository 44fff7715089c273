using System.Collections.Immutable;
using System.Text.Json.Nodes;
using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class FaceNetworkTests : IDisposable
{
    private static readonly Box Face = new(20, 20, 30, 30);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void It_tells_classes_apart_in_the_order_of_its_labels()
    {
        using var network = Load("gender", TinyModels.Gender);

        var female = Classify(network, red: 255);
        var male = Classify(network, red: 0);

        Assert.Equal(0.9997f, female[0], 3);
        Assert.Equal(0.9997f, male[1], 3);
    }

    [Fact]
    public void Its_probabilities_are_one_together()
    {
        using var age = Load("age", TinyModels.Age);
        using var gender = Load("gender", TinyModels.Gender);

        Assert.Equal(1, Classify(age, red: 77).Sum(), 5);
        Assert.Equal(1, Classify(gender, red: 77).Sum(), 5);
    }

    [Fact]
    public void The_same_face_gives_the_same_bits_whatever_came_between()
    {
        using var network = Load("gender", TinyModels.Gender);
        using var picture = new Mat(80, 80, MatType.CV_8UC3);
        Cv2.Randu(picture, Scalar.All(0), Scalar.All(255));

        var first = network.Classify(picture, Face);
        var other = network.Classify(picture, new Box(50, 0, 25, 40));
        Classify(network, red: 255);

        Assert.NotEqual(first.AsEnumerable(), other);
        Assert.Equal(first.AsEnumerable(), network.Classify(picture, Face));
    }

    [Fact]
    public void A_face_that_takes_too_long_is_given_up_and_the_next_is_not()
    {
        var path = TinyModels.Write(folder.Path, "gender", TinyModels.EndlessGender);
        using var network = new FaceNetwork(FaceModel.Open(path), most: TimeSpan.FromSeconds(0.2));

        for (var again = 0; again < 2; again++)
        {
            OneLine.Says(Assert.Throws<TimeoutException>(() => Classify(network, red: 255)).Message, "0.2 s");
            Assert.Equal([0f, 1f], Classify(network, red: 0));
        }
    }

    [Fact]
    public void A_vote_is_not_changed_by_the_next_one()
    {
        using var network = Load("gender", TinyModels.Gender);

        var female = Classify(network, red: 255);
        Classify(network, red: 0);

        Assert.True(female[0] > 0.9f);
    }

    [Fact]
    public void Rubbish_is_refused_in_one_line() =>
        OneLine.Says(Refused("gender", "this is no model"u8.ToArray()), folder["gender.onnx"], "cannot be loaded");

    [Fact]
    public void Another_input_size_than_the_manifests_is_refused() =>
        OneLine.Says(
            Refused("gender", TinyModels.Gender, json => json["input"]!["width"] = 32),
            "'input' is 1 x 3 x 16 x 16",
            "? x 3 x 16 x 32"
        );

    [Fact]
    public void Another_number_of_classes_than_labels_is_refused() =>
        OneLine.Says(Refused("gender", TinyModels.Age), "'output' is 1 x 8", "? x 2");

    [Fact]
    public void A_tensor_that_is_not_there_is_said_with_those_that_are()
    {
        OneLine.Says(Refused("gender", TinyModels.Gender, json => json["input"]!["name"] = "x"), "no 'x'", "input");
        OneLine.Says(Refused("gender", TinyModels.Gender, json => json["output"] = "x"), "no 'x'", "output");
    }

    [Fact]
    public void A_model_that_hides_its_number_of_classes_is_found_out_when_loaded()
    {
        var three = TinyOnnx.OfMeanColour(TinyModels.Size, new float[9], new float[3], declared: 0);

        OneLine.Says(Refused("gender", three), folder["gender.onnx"]);
    }

    [Fact]
    public void A_model_whose_output_are_no_probabilities_is_refused()
    {
        var logits = TinyOnnx.OfMeanColour(TinyModels.Size, new float[6], [2, -3], declared: 2, softmax: false);

        OneLine.Says(Refused("gender", logits), folder["gender.onnx"], "probabilities");
    }

    public void Dispose() => folder.Dispose();

    private static ImmutableArray<float> Classify(FaceNetwork network, int red)
    {
        using var picture = new Mat(80, 80, MatType.CV_8UC3, new Scalar(100, 100, red));
        return network.Classify(picture, Face);
    }

    private FaceNetwork Load(string task, byte[] onnx, Action<JsonObject>? change = null) =>
        new(FaceModel.Open(TinyModels.Write(folder.Path, task, onnx, change)));

    private string Refused(string task, byte[] onnx, Action<JsonObject>? change = null) =>
        Assert.Throws<InvalidModelException>(() => Load(task, onnx, change)).Message;
}
