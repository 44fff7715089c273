using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class SpeedTests
{
    [Fact]
    public void A_picture_of_sixteen_times_the_pixels_takes_longer()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow, width: 0.25);
        using var small = new OnnxNetwork(FloatGraph.Write(FoldedNetwork.From(network, 32, 32)));
        using var large = new OnnxNetwork(FloatGraph.Write(FoldedNetwork.From(network, 128, 128)));

        var taken = new[] { (small, 32), (large, 128) }
            .Select(m =>
                Speed.MillisecondsPerFace([m.Item1], DrawnNetwork.Face(0, m.Item2, m.Item2), TimeProvider.System)[0]
            )
            .ToArray();

        Assert.InRange(taken[0], 1e-4, taken[1]);
    }
}
