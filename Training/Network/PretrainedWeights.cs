using System.Globalization;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// Loads weights in torchvision's names into a network. Three forms are known: with batch norm; with batch norm folded
/// (weight 1, mean 0, variance 1, only a bias); and with convolutions that have a bias and no batch norm at all.
/// </summary>
public static class PretrainedWeights
{
    private const string HeadWeight = "classifier.1.weight";
    private const string HeadBias = "classifier.1.bias";

    /// <summary>Makes sure, before long work begins, that a job's weights are there.</summary>
    /// <param name="path">What <c>--pretrained</c> names; empty: training begins with random weights.</param>
    /// <exception cref="BadInputException">There is no such file.</exception>
    public static void Require(string path)
    {
        if (path.Length > 0 && !File.Exists(path))
        {
            throw new BadInputException(
                $"--pretrained '{path}' is not there; it takes a MobileNetV2's ImageNet weights, a safetensors file in torchvision's tensor names. Without --pretrained training begins with random weights"
            );
        }
    }

    /// <summary>
    /// Copies every tensor. A head for other classes, or none, is left out: the network keeps its own, untrained one.
    /// </summary>
    /// <param name="network">Of the same width.</param>
    /// <param name="path">A safetensors file.</param>
    /// <exception cref="BadInputException">
    /// The file is corrupt, or a tensor is missing or of another shape; the network is as it was.
    /// </exception>
    public static void Load(MobileNetV2 network, string path)
    {
        using var file = Safetensors.Read(path);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var headFits = HeadFits(network, file);
        var copies = network
            .state_dict()
            .Where(entry => entry.Key is HeadWeight or HeadBias ? headFits : !IsCounter(entry.Key))
            .Select(entry => (Target: entry.Value, Given: Given(entry.Key, entry.Value, file, path)))
            .ToArray();
        foreach (var (target, given) in copies)
        {
            target.copy_(given);
        }
    }

    // How many batches a norm has seen matters to nobody.
    private static bool IsCounter(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    private static bool HeadFits(MobileNetV2 network, TensorFile file) =>
        file.Tensors.TryGetValue(HeadBias, out var bias) && bias.numel() == network.Shape.Classes;

    private static Tensor Given(string name, Tensor target, TensorFile file, string path)
    {
        var found = file.Tensors.TryGetValue(name, out var tensor) ? tensor.alias() : WithoutNorm(name, target, file);
        if (found is null)
        {
            throw new BadInputException(
                $"weights '{path}' lack the tensor {name}; are they a MobileNetV2's, in torchvision's names?"
            );
        }

        if (!found.shape.SequenceEqual(target.shape))
        {
            throw new BadInputException(
                $"weights '{path}': {name} is {Shape(found)} where this network has {Shape(target)}; are they of another width?"
            );
        }

        return found;
    }

    // A convolution with a bias of its own: the norm behind it only adds that bias.
    private static Tensor? WithoutNorm(string name, Tensor target, TensorFile file)
    {
        var layer = name[..name.LastIndexOf('.')];
        var dot = layer.LastIndexOf('.') + 1;
        if (!int.TryParse(layer[dot..], CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        var convolution = $"{layer[..dot]}{index - 1}.bias";
        if (!file.Tensors.TryGetValue(convolution, out var bias))
        {
            return null;
        }

        return name[(layer.Length + 1)..] switch
        {
            "bias" => bias.alias(),
            "weight" => ones_like(target),
            "running_mean" => zeros_like(target),
            "running_var" => full_like(target, 1 - NormRefit.Epsilon),
            _ => null,
        };
    }

    private static string Shape(Tensor tensor) => string.Join(" x ", tensor.shape);
}
