using Vitrine.Tests.Training.Packaging;
using Vitrine.Training.Learning;
using Vitrine.Training.Network;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Learning;

public sealed class WeightAverageTests : IDisposable
{
    private const string Bias = "classifier.1.bias";
    private readonly MobileNetV2 network = DrawnNetwork.Draw(Padding.TensorFlow, classes: 2);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.998)]
    public void It_is_what_a_plain_loop_gives(double decay)
    {
        using var average = new WeightAverage(network, frozen: 0, decay);
        double expected = network.Head.bias!.data<float>()[0];

        for (var step = 1; step <= 20; step++)
        {
            Set(step);
            average.Take(step);
            var kept = Math.Min(decay, (1.0 + step) / (10 + step));
            expected = (kept * expected) + ((1 - kept) * step);
        }

        Assert.Equal(expected, average.Values[Bias].data<float>()[0], 1e-4);
    }

    [Fact]
    public void The_network_holds_the_averages_only_while_it_is_judged()
    {
        using var average = new WeightAverage(network, frozen: 0, decay: 0.5);
        Set(8);
        average.Take(1);
        var mean = average.Values[Bias].data<float>()[0];

        var within = average.With(() => network.Head.bias!.data<float>()[0]);

        Assert.Equal(mean, within);
        Assert.NotEqual(8, mean);
        Assert.Equal(8, network.Head.bias!.data<float>()[0]);
        Assert.Equal(mean, average.Values[Bias].data<float>()[0]);
    }

    [Fact]
    public void Even_when_judging_breaks_off_the_weights_are_put_back()
    {
        using var average = new WeightAverage(network, frozen: 0, decay: 0.5);
        Set(8);

        Assert.Throws<OperationCanceledException>(() =>
            average.With<int>(() => throw new OperationCanceledException())
        );

        Assert.Equal(8, network.Head.bias!.data<float>()[0]);
    }

    [Fact]
    public void Frozen_features_are_left_out_and_norms_statistics_are_not()
    {
        using var average = new WeightAverage(network, frozen: 2, decay: 0.5);

        Assert.DoesNotContain("features.1.conv.0.0.weight", average.Values.Keys);
        Assert.Contains("features.10.conv.0.0.weight", average.Values.Keys);
        Assert.Contains("features.18.1.running_var", average.Values.Keys);
    }

    public void Dispose() => network.Dispose();

    private void Set(double value)
    {
        using var quiet = no_grad();
        network.Head.bias!.fill_(value);
    }
}
