using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// Gives a network its batch norm back. Weights whose norm was folded into a bias no longer hold their layers' mean and
/// variance, and a norm that learns would forget what they knew. Here each norm takes the statistics of real pictures, and
/// its factor and bias are changed so that the layer's output stays what it was.
/// </summary>
public static class NormRefit
{
    /// <summary>What batch norm adds to the variance before the square root.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Refits norms, from the first layer to the last.</summary>
    /// <param name="network">Computes the same afterwards, but for rounding; stays in its mode, training or not.</param>
    /// <param name="pictures">Batch x 3 x height x width, normalised; some hundred, for steady statistics.</param>
    /// <param name="from">The first feature whose norms are refitted, 0 to 19: a frozen trunk needs none.</param>
    public static void Refit(MobileNetV2 network, Tensor pictures, int from = 0)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var wasTraining = network.training;
        network.eval();
        var hooks = network
            .Features.Skip(from)
            .SelectMany(feature => feature.modules())
            .OfType<BatchNorm2d>()
            .Select(norm =>
                norm.register_forward_pre_hook(
                    (_, input) =>
                    {
                        Refit(norm, input);
                        return input;
                    }
                )
            )
            .ToArray();
        _ = network.UpTo(MobileNetV2.FeatureCount, pictures);
        foreach (var hook in hooks)
        {
            hook.remove();
        }

        network.train(wasTraining);
    }

    // (x - mean) * weight / sqrt(variance + epsilon) + bias, written with another mean and variance.
    private static void Refit(BatchNorm2d norm, Tensor input)
    {
        using var scope = NewDisposeScope();
        var mean = input.mean([0, 2, 3]);
        var variance = input.var([0, 2, 3], unbiased: false);
        var factor = norm.weight! / (norm.running_var! + Epsilon).sqrt();
        norm.bias!.add_(factor * (mean - norm.running_mean!));
        norm.weight!.copy_(factor * (variance + Epsilon).sqrt());
        norm.running_mean!.copy_(mean);
        norm.running_var!.copy_(variance);
    }
}
