using Vitrine.Training.Network;
using Vitrine.Wire;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

public sealed class PretrainedWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TorchSharp.DisposeScope scope;
    private readonly IDisposable quiet;
    private readonly MobileNetV2 original;
    private readonly Tensor pictures;

    public PretrainedWeightsTests()
    {
        TorchLibrary.Use(threads: 1);
        scope = NewDisposeScope();
        quiet = no_grad();
        manual_seed(1);
        original = LivelyNetwork.Make();
        pictures = randn(2, 3, 48, 48);
    }

    [Fact]
    public void With_norms_folded_norms_or_none_the_network_computes_the_same()
    {
        var wanted = original.call(pictures);
        var whole = original.state_dict();

        Assert.Equal(0, Difference(wanted, Loaded(whole)));
        // Float32 through 53 layers.
        Assert.InRange(Difference(wanted, Loaded(Folded(whole, keepNorm: true))), 0, 1e-4);
        Assert.InRange(Difference(wanted, Loaded(Folded(whole, keepNorm: false))), 0, 1e-4);
        Assert.True(wanted.std().item<float>() > 0.1);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Weights_of_another_width_are_refused_and_change_nothing(double width)
    {
        using var network = LivelyNetwork.Make(width: width);
        var before = network.call(pictures);
        var path = Written(original.state_dict());

        var refused = Assert.Throws<BadInputException>(() => PretrainedWeights.Load(network, path));

        OneLine.Says(refused.Message, path, "features.0.0.weight is 8 x 3 x 3 x 3", "another width");
        Assert.Equal(0, Difference(before, network.call(pictures)));
    }

    [Fact]
    public void A_head_for_other_classes_is_left_out_and_the_trunk_is_taken()
    {
        using var network = LivelyNetwork.Make(classes: 7);
        var head = network.Head.weight!.clone();

        PretrainedWeights.Load(network, Written(original.state_dict()));

        Assert.Equal(0, Difference(head, network.Head.weight!));
        Assert.Equal(0, Difference(Trunk(original), Trunk(network)));
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        var state = original.state_dict();
        state.Remove("features.7.conv.1.0.weight");
        var path = Written(state);
        using var network = LivelyNetwork.Make();

        var refused = Assert.Throws<BadInputException>(() => PretrainedWeights.Load(network, path));

        OneLine.Says(refused.Message, path, "features.7.conv.1.0.weight");
    }

    public void Dispose()
    {
        original.Dispose();
        scope.Dispose();
        quiet.Dispose();
        folder.Dispose();
    }

    private Tensor Loaded(Dictionary<string, Tensor> state)
    {
        using var network = LivelyNetwork.Make();
        PretrainedWeights.Load(network, Written(state));
        return network.call(pictures);
    }

    private string Written(Dictionary<string, Tensor> state)
    {
        var path = folder["weights.safetensors"];
        Safetensors.Write(path, new TensorFile(state, new Dictionary<string, string>(StringComparer.Ordinal)));
        return path;
    }

    private Tensor Trunk(MobileNetV2 network) => network.UpTo(MobileNetV2.FeatureCount, pictures);

    private static double Difference(Tensor one, Tensor other) => (one - other).abs().max().item<float>();

    /// <summary>A convolution times the norm's factor, and what is left as a bias: in the norm, or in the convolution.</summary>
    private static Dictionary<string, Tensor> Folded(Dictionary<string, Tensor> whole, bool keepNorm)
    {
        var folded = whole.Where(entry => entry.Key.StartsWith("classifier", StringComparison.Ordinal)).ToDictionary();
        foreach (var norm in whole.Keys.Where(key => key.EndsWith(".running_var", StringComparison.Ordinal)))
        {
            var (parent, index) = Split(norm[..norm.LastIndexOf('.')]);
            var (bare, behind) = ($"{parent}.{index - 1}", $"{parent}.{index}");
            var factor = whole[$"{behind}.weight"] / (whole[norm] + 1e-5).sqrt();
            var bias = whole[$"{behind}.bias"] - (factor * whole[$"{behind}.running_mean"]);
            folded[$"{bare}.weight"] = whole[$"{bare}.weight"] * factor.reshape(-1, 1, 1, 1);
            folded[keepNorm ? $"{behind}.bias" : $"{bare}.bias"] = bias;
            if (keepNorm)
            {
                folded[$"{behind}.weight"] = ones_like(bias);
                folded[$"{behind}.running_mean"] = zeros_like(bias);
                folded[norm] = full_like(bias, 1 - 1e-5);
            }
        }

        return folded;
    }

    private static (string Parent, int Index) Split(string layer)
    {
        var dot = layer.LastIndexOf('.');
        return (layer[..dot], int.Parse(layer[(dot + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
