using Vitrine.Training.Network;
using Vitrine.Wire;

namespace Vitrine.Training.Packaging;

/// <summary>
/// A trained <see cref="MobileNetV2"/> as plain numbers: batch norm folded into the convolutions, and TensorFlow's uneven
/// borders worked out for one input size. After the blocks: mean over height and width, linear layer, softmax.
/// </summary>
/// <param name="Height">Of the input in pixels.</param>
/// <param name="Width">Of the input in pixels.</param>
/// <param name="Blocks">From the input on.</param>
/// <param name="Head">The classifier.</param>
public sealed record FoldedNetwork(int Height, int Width, IReadOnlyList<FoldedBlock> Blocks, FoldedLinear Head)
{
    /// <summary>Name of the input tensor: batch x 3 x height x width.</summary>
    public const string Input = "input";

    /// <summary>Name of the output tensor: batch x classes.</summary>
    public const string Output = "probabilities";

    /// <summary>Name of the tensor that the classifier sees: batch x channels x 1 x 1.</summary>
    internal const string Pooled = "pooled";

    /// <summary>All convolutions, in order.</summary>
    public IEnumerable<FoldedConvolution> Convolutions => Blocks.SelectMany(b => b.Convolutions);

    /// <summary>Folds a network for one input size.</summary>
    /// <param name="network">Trained; not changed.</param>
    /// <param name="height">Of the input in pixels, 32 or more.</param>
    /// <param name="width">Of the input in pixels, 32 or more.</param>
    /// <exception cref="BadInputException">A folded weight is no finite number.</exception>
    public static FoldedNetwork From(MobileNetV2 network, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 32);
        var blocks = new List<FoldedBlock>();
        var size = (height, width);
        foreach (var feature in network.Features)
        {
            var block = new FoldedBlock(
                $"features.{blocks.Count}.sum",
                [.. Fold($"features.{blocks.Count}", feature, network.Shape.Padding, size)],
                feature is InvertedResidual { AddsInput: true }
            );
            blocks.Add(block);
            size = block.Convolutions.Aggregate(size, (s, c) => c.OutputSize(s));
        }

        var head = new FoldedLinear(Values.Of(network.Head.weight), Values.Of(network.Head.bias!));
        return Check(new FoldedNetwork(height, width, blocks, head));
    }

    private static IEnumerable<FoldedConvolution> Fold(
        string name,
        TorchSharp.torch.nn.Module feature,
        Padding padding,
        (int Height, int Width) size
    )
    {
        switch (feature)
        {
            case ConvolutionBlock block:
                yield return Fold(name, block, padding, size);
                break;
            case InvertedResidual residual:
                if (residual.Widen is { } widen)
                {
                    yield return Fold($"{name}.widen", widen, padding, size);
                }

                yield return Fold($"{name}.filter", residual.Filter, padding, size);
                yield return FoldedConvolution.From(
                    $"{name}.narrow",
                    residual.Narrow,
                    residual.NarrowNorm,
                    border: default,
                    hasReLU6: false
                );
                break;
            default:
                throw new NotSupportedException($"{name} is a {feature.GetType().Name}, which no model is written of.");
        }
    }

    private static FoldedConvolution Fold(
        string name,
        ConvolutionBlock block,
        Padding padding,
        (int Height, int Width) size
    )
    {
        var (kernel, stride) = ((int)block.Convolution.weight.shape[2], (int)block.Convolution.stride[0]);
        return FoldedConvolution.From(
            name,
            block.Convolution,
            block.Norm,
            Border.For(padding, size, kernel, stride),
            hasReLU6: true
        );
    }

    private static FoldedNetwork Check(FoldedNetwork network)
    {
        var broken = network.Convolutions.FirstOrDefault(c => !AreFinite(c.Weights) || !AreFinite(c.Bias))?.Name;
        broken ??= AreFinite(network.Head.Weights) && AreFinite(network.Head.Bias) ? null : "classifier";
        return broken is null
            ? network
            : throw new BadInputException($"the trained {broken} holds numbers that are not finite; train again");
    }

    private static bool AreFinite(float[] values) => Array.TrueForAll(values, float.IsFinite);
}

/// <summary>Convolutions one after the other.</summary>
/// <param name="Name">Where it stands in the network.</param>
/// <param name="Convolutions">One or more.</param>
/// <param name="AddsInput">Whether the block's input is added to its output.</param>
public sealed record FoldedBlock(string Name, IReadOnlyList<FoldedConvolution> Convolutions, bool AddsInput)
{
    /// <summary>Name of the tensor that the block gives.</summary>
    public string Output => AddsInput ? Name : Convolutions[^1].Name;
}

/// <summary>The classifier's linear layer.</summary>
/// <param name="Weights">Classes x inputs.</param>
/// <param name="Bias">One for each class.</param>
public sealed record FoldedLinear(float[] Weights, float[] Bias)
{
    /// <summary>Classes of the output.</summary>
    public int Classes => Bias.Length;

    /// <summary>Channels that it sees.</summary>
    public int Inputs => Weights.Length / Bias.Length;
}
