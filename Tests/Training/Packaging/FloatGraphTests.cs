using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Vitrine.Wire;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Packaging;

public sealed class FloatGraphTests
{
    [Theory]
    [InlineData(Padding.TensorFlow, 64, 64)]
    [InlineData(Padding.TensorFlow, 33, 33)]
    [InlineData(Padding.TensorFlow, 47, 60)]
    [InlineData(Padding.Symmetrical, 64, 64)]
    [InlineData(Padding.Symmetrical, 45, 33)]
    public void It_says_what_the_module_says(Padding padding, int height, int width)
    {
        using var network = DrawnNetwork.Draw(padding);
        using var onnx = Write(network, height, width);

        var difference = Parity.LargestDifference(network, onnx, DrawnNetwork.Faces(5, height, width));

        Assert.InRange(difference, 0, 1e-5);
    }

    [Fact]
    public void A_wrongly_padded_one_does_not()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);
        using var other = DrawnNetwork.Draw(Padding.Symmetrical);
        using var onnx = Write(other, 64, 64);

        Assert.True(Parity.LargestDifference(network, onnx, DrawnNetwork.Faces(5, 64, 64)) > Parity.Tolerance);
    }

    [Fact]
    public void Probabilities_that_are_no_numbers_are_no_small_difference()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);
        using var onnx = Write(network, 32, 32);
        var good = DrawnNetwork.Face(0, 32, 32);
        using (no_grad())
        {
            nn.init.constant_(network.Head.bias!, double.NaN);
        }

        Assert.Equal(double.NaN, Parity.LargestDifference(network, onnx, [good, good]));
    }

    [Fact]
    public void Several_faces_at_once_give_each_what_it_gives_alone()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);
        using var onnx = Write(network, 32, 32);
        var faces = DrawnNetwork.Faces(3, 32, 32);

        var together = onnx.Run([.. faces.SelectMany(f => f)]);

        Assert.Equal(3 * 8, together.Length);
        Assert.All(
            faces.SelectMany(onnx.Run).Zip(together),
            pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-6f)
        );
        Assert.True(faces.Select(f => onnx.Run(f)[0]).Distinct().Count() == 3);
    }

    [Fact]
    public void A_network_that_training_broke_is_refused_by_the_name_of_its_layer()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);
        using (no_grad())
        {
            nn.init.constant_(((InvertedResidual)network.Features[3]).Narrow.weight, double.NaN);
        }

        var refused = Assert.Throws<BadInputException>(() => FoldedNetwork.From(network, 32, 32));

        OneLine.Says(refused.Message, "features.3.narrow", "not finite", "train again");
    }

    private static OnnxNetwork Write(MobileNetV2 network, int height, int width) =>
        new(FloatGraph.Write(FoldedNetwork.From(network, height, width)));
}
