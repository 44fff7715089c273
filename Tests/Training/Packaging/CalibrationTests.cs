using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class CalibrationTests
{
    [Fact]
    public void What_a_ReLU6_gives_is_held_between_0_and_6()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);
        var folded = FoldedNetwork.From(network, 32, 32);

        var tensors = Calibration.Run(folded, DrawnNetwork.Faces(3, 32, 32));

        Assert.All(
            folded.Convolutions.Where(c => c.HasReLU6),
            c => Assert.True(tensors[c.Name].Range is { Min: 0, Max: > 0 and <= 6 }, c.Name)
        );
        Assert.All(
            folded.Blocks.Where(b => b.AddsInput),
            b => Assert.Equal(b.Convolutions[^1].Outputs, tensors[b.Output].ChannelMeans.Count)
        );
        Assert.Contains(tensors.Values, t => t.Range.Min < 0);
    }

    [Fact]
    public void No_faces_are_refused()
    {
        using var network = DrawnNetwork.Draw(Padding.TensorFlow);

        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Run(FoldedNetwork.From(network, 32, 32), []));
    }
}
