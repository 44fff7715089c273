using TorchSharp.Modules;
using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Vitrine.Wire;

namespace Vitrine.Training.Detector;

/// <summary>A trained <see cref="DetectorNet"/> as plain numbers: batch norm and the pixels' scale folded into the convolutions.</summary>
/// <param name="Steps">In the order in which they are computed.</param>
/// <param name="Maps">Names of the tensors that hold the maps of the strides 8, 16 and 32.</param>
internal sealed record FoldedDetector(IReadOnlyList<FoldedStep> Steps, IReadOnlyList<string> Maps)
{
    /// <summary>Name of the input tensor: batch x 3 x height x width.</summary>
    public const string Input = "picture";

    /// <summary>Channels of what a step gives.</summary>
    public int ChannelsOf(FoldedStep step) =>
        step.Convolution?.Outputs
        ?? ChannelsOf(Steps.First(other => step.Input.Equals(other.Output, StringComparison.Ordinal)));

    /// <summary>Folds a network; it is not changed.</summary>
    /// <exception cref="BadInputException">A folded weight is no finite number.</exception>
    public static FoldedDetector From(DetectorNet network)
    {
        var steps = new List<FoldedStep>();
        string Add(FoldedConvolution convolution, string input)
        {
            steps.Add(new FoldedStep(convolution.Name, input, convolution));
            return convolution.Name;
        }

        string Block(string name, ConvolutionBlock block, string input) => Add(Fold(name, block), input);
        string Pair(string name, Separable pair, string input) =>
            Block($"{name}.mix", pair.Mix, Block($"{name}.filter", pair.Filter, input));

        var value = Add(Scaled(Fold("stem", network.Stem), DetectorNet.PixelScale), Input);
        var features = new List<string>();
        foreach (var (index, stage) in network.Stages.Index())
        {
            foreach (var (place, pair) in stage.Index())
            {
                value = Pair($"body.{index}.{place}", pair, value);
            }

            features.Add(value);
        }

        var maps = new string[DetectorNet.Strides.Count];
        string? coarser = null;
        for (var level = maps.Length - 1; level >= 0; level--)
        {
            var stride = DetectorNet.Strides[level];
            value = Block($"lateral_{stride}", network.Lateral[level], features[level + 1]);
            if (coarser is not null)
            {
                steps.Add(new FoldedStep($"pyramid_{stride}", value, Doubled: coarser));
                value = steps[^1].Output;
            }

            coarser = value;
            maps[level] = Add(
                Head($"faces_{stride}", network.Heads[level]),
                Pair($"smooth_{stride}", network.Smooth[level], value)
            );
        }

        return Check(new FoldedDetector(steps, maps));
    }

    private static FoldedConvolution Fold(string name, ConvolutionBlock block)
    {
        var border = (int)block.Convolution.weight.shape[2] / 2;
        return FoldedConvolution.From(
            name,
            block.Convolution,
            block.Norm,
            new Border(border, border, border, border),
            hasReLU6: true
        );
    }

    private static FoldedConvolution Scaled(FoldedConvolution convolution, float scale) =>
        convolution with
        {
            Weights = [.. convolution.Weights.Select(weight => weight * scale)],
        };

    private static FoldedConvolution Head(string name, Conv2d head) =>
        new()
        {
            Name = name,
            Weights = Values.Of(head.weight),
            Bias = Values.Of(head.bias!),
            InputsOfGroup = (int)head.weight.shape[1],
            Groups = 1,
            Kernel = 1,
            Stride = 1,
            Border = default,
            HasReLU6 = false,
        };

    private static FoldedDetector Check(FoldedDetector network) =>
        network.Steps.FirstOrDefault(step => step.Convolution is { AreFinite: false }) is { } broken
            ? throw new BadInputException($"the trained {broken.Output} holds numbers that are not finite; train again")
            : network;
}

/// <summary>A convolution of the input, or the input plus a map of half its size, each cell of which is taken four times.</summary>
/// <param name="Output">Name of the tensor that it gives.</param>
/// <param name="Input">Name of the tensor that it takes.</param>
/// <param name="Convolution">Null where something is added instead.</param>
/// <param name="Doubled">Name of the smaller map.</param>
internal sealed record FoldedStep(
    string Output,
    string Input,
    FoldedConvolution? Convolution = null,
    string? Doubled = null
);
