using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class QuantizedGraphTests
{
    [Theory]
    [InlineData(Padding.TensorFlow, 64)]
    [InlineData(Padding.TensorFlow, 49)]
    [InlineData(Padding.Symmetrical, 64)]
    public void It_says_nearly_what_the_module_says(Padding padding, int size)
    {
        using var network = DrawnNetwork.Draw(padding, width: 0.25);
        var folded = FoldedNetwork.From(network, size, size);
        var faces = DrawnNetwork.Faces(40, size, size);
        var tensors = Calibration.Run(folded, faces[..20]);
        using var int8 = new OnnxNetwork(QuantizedGraph.Write(folded, tensors));

        var difference = Parity.LargestDifference(network, int8, faces[20..]);

        Assert.InRange(difference, 1e-6, 0.003);
    }

    [Fact]
    public void It_is_less_than_three_tenths_in_size_at_full_width()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow, width: 1);
        var folded = FoldedNetwork.From(network, 32, 32);

        var int8 = QuantizedGraph.Write(folded, Calibration.Run(folded, DrawnNetwork.Faces(2, 32, 32)));

        Assert.InRange((double)int8.Length / FloatGraph.Write(folded).Length, 0.25, 0.3);
    }

    [Fact]
    public void Several_faces_at_once_give_each_what_it_gives_alone()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);
        var folded = FoldedNetwork.From(network, 32, 32);
        var faces = DrawnNetwork.Faces(4, 32, 32);
        using var int8 = new OnnxNetwork(QuantizedGraph.Write(folded, Calibration.Run(folded, faces)));

        Assert.All(
            faces.SelectMany(int8.Run).Zip(int8.Run([.. faces.SelectMany(f => f)])),
            pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-6f)
        );
    }
}
