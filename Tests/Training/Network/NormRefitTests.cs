using Vitrine.Training.Network;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

public sealed class NormRefitTests : IDisposable
{
    private readonly TorchSharp.DisposeScope scope;
    private readonly IDisposable quiet;

    public NormRefitTests()
    {
        TorchLibrary.Use(threads: 1);
        scope = NewDisposeScope();
        quiet = no_grad();
        manual_seed(2);
    }

    [Fact]
    public void Outputs_stay_what_they_were_for_other_pictures_too()
    {
        using var network = LivelyNetwork.Make();
        AssertKept(network, refitWith: randn(8, 3, 64, 64), other: randn(4, 3, 96, 64));
    }

    [Fact]
    public void The_given_weights_compute_what_they_did_and_keep_doing_so_when_they_learn()
    {
        using var network = ImageNet.Network();
        AssertKept(network, refitWith: Blots(8, 96), other: Blots(2, 96));
    }

    [Fact]
    public void The_mode_stays_and_nothing_is_left_hanging_on_the_norms()
    {
        using var network = LivelyNetwork.Make();
        var pictures = randn(4, 3, 64, 64);
        network.train();

        NormRefit.Refit(network, pictures);

        Assert.True(network.training);
        network.eval();
        var before = network.call(pictures);
        // A hook left behind would refit to this.
        network.call(pictures * 5);
        Assert.Equal(0, Difference(before, network.call(pictures)));
    }

    public void Dispose()
    {
        scope.Dispose();
        quiet.Dispose();
    }

    private static void AssertKept(MobileNetV2 network, Tensor refitWith, Tensor other)
    {
        var before = (network.call(refitWith), network.call(other));
        var without = Difference(before.Item1, Learning(network, refitWith));

        NormRefit.Refit(network, refitWith);

        Assert.InRange(Difference(before.Item1, network.call(refitWith)), 0, 1e-3);
        Assert.InRange(Difference(before.Item2, network.call(other)), 0, 1e-3);
        Assert.InRange(Difference(before.Item1, Learning(network, refitWith)), 0, 1e-3);
        Assert.True(without > 0.1, $"Without the refit the outputs change by {without} only.");
    }

    // As while it learns, but for the dropout; the statistics that it gathers are put back.
    private static Tensor Learning(MobileNetV2 network, Tensor pictures)
    {
        var state = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        network.train();
        var features = network.UpTo(MobileNetV2.FeatureCount, pictures);
        network.eval();
        foreach (var (name, tensor) in network.state_dict())
        {
            tensor.copy_(state[name]);
        }

        return network.From(MobileNetV2.FeatureCount, features);
    }

    // Smooth noise: something to see for a network that knows pictures.
    private static Tensor Blots(int count, int size) =>
        nn
            .functional.interpolate(
                randn(count, 3, 8, 8),
                [size, size],
                mode: InterpolationMode.Bilinear,
                align_corners: false
            )
            .clamp(-1, 1);

    // In shares of how much the outputs differ among themselves.
    private static double Difference(Tensor one, Tensor other) => ((one - other).abs().max() / one.std()).item<float>();
}
