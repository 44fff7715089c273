using Vitrine.Models;
using Vitrine.Training.Network;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

/// <summary>The colours' order and range and the labels' order must be right for this.</summary>
public sealed class OrangeTests
{
    private const int Side = 224;

    public OrangeTests() => TorchLibrary.Use(threads: 1);

    [Fact]
    public void The_real_network_names_an_orange_an_orange()
    {
        var ranked = Ranked("RGB");

        Assert.Equal("orange", ranked[0].Name);
        Assert.True(ranked[0].Chance > 10 * ranked[1].Chance, $"{ranked[0]}, {ranked[1]}");
    }

    [Fact]
    public void With_red_and_blue_exchanged_it_does_not() => Assert.NotEqual("orange", Ranked("BGR")[0].Name);

    private static (string Name, float Chance)[] Ranked(string colour)
    {
        using var network = ImageNet.Network();
        var names = File.ReadAllLines(SharedData.PathOrSkip("weights/imagenet_labels.txt"));
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var chances = nn.functional.softmax(network.call(Input(colour)), 1).data<float>().ToArray();
        return [.. names.Zip(chances).OrderByDescending(one => one.Second)];
    }

    private static Tensor Input(string colour)
    {
        using var picture = DrawnOrange.Draw(Side);
        using var preprocessor = new FacePreprocessor(
            new ModelInput
            {
                Name = "input",
                Width = Side,
                Height = Side,
                Colour = colour,
                CropMargin = 1,
                Scale = 1 / 127.5,
                Mean = [127.5, 127.5, 127.5],
            }
        );
        var values = new float[preprocessor.Length];
        preprocessor.Fill(picture, new Box(0, 0, Side, Side), values);
        return tensor(values, [1, 3, Side, Side]);
    }
}
